package io.fleetstop.job;

import io.fleetstop.database.DatabaseUrl;
import io.fleetstop.testing.TestDatabase;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/** A way to the database that swallows what goes over it from some moment on, and says nothing of it to either end. */
class SilentConnectionTest {
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseUrl database = DatabaseUrl.parse(TestDatabase.fresh());
    private final PgConnectOptions address = PgConnectOptions.fromUri(database.reactive())
            .setUser(database.user())
            .setPassword(database.password().orElse(""));
    private final NetClient client = vertx.createNetClient();
    private final NetServer way =
            done(vertx.createNetServer().connectHandler(this::lead).listen(0, "127.0.0.1"));
    private final AtomicInteger swallowed = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean swallows;

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void statement_on_a_connection_that_fell_silent_fails_in_time_and_the_next_one_gets_another() {
        Pool pool = pool();
        done(pool.query("SELECT 1").execute());
        swallows = true;
        Future<?> lost = pool.query("SELECT 1").execute();
        await().untilAtomic(swallowed, greaterThan(0));
        swallows = false;

        await().atMost(Duration.ofSeconds(25)).until(lost::isComplete);

        assertThat(lost.failed()).isTrue();
        done(pool.query("SELECT 1").execute());
    }

    /** Five seconds are the longest that the database works on a statement. */
    @Test
    void connection_that_rests_is_closed_while_a_statement_on_it_would_still_have_time_for_its_answer() {
        Pool pool = pool();
        done(pool.query("SELECT 1").execute());

        await().atMost(Duration.ofSeconds(15 - 5)).until(() -> open.get() == 0);

        done(pool.query("SELECT 1").execute());
    }

    /** What is lost stays lost: a connection that was swallowed once is silent from then on. */
    private void lead(NetSocket from) {
        from.pause();
        open.incrementAndGet();
        client.connect(address.getPort(), address.getHost()).onSuccess(to -> {
            from.handler(bytes -> {
                if (swallows) {
                    swallowed.incrementAndGet();
                    from.handler(lost -> {});
                } else {
                    to.write(bytes);
                }
            });
            to.handler(from::write);
            from.closeHandler(closed -> {
                open.decrementAndGet();
                to.close();
            });
            from.resume();
        });
    }

    private Pool pool() {
        var through = new PgConnectOptions(address).setHost("127.0.0.1").setPort(way.actualPort());
        return new PoolBounds().create(new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return vertx;
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions().setMaxSize(1);
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(through);
            }
        });
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
