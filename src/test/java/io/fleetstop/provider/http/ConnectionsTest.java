package io.fleetstop.provider.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that wait for the only connection, which another call holds. */
class ConnectionsTest {

    /** Far longer than anything here takes; a test that runs into it has failed. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofMillis(150);

    private final Vertx vertx = Vertx.vertx();
    private ScriptedCloud cloud;

    private final BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
    private Connections connections;

    @BeforeEach
    void holdTheOnlyConnection() {
        cloud = new ScriptedCloud(vertx, held::add);
        connections = new Connections(vertx, Endpoint.of(cloud.address()), 1);
    }

    @AfterEach
    void closeConnections() {
        connections.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_call_whose_time_ends_in_the_queue_was_not_sent() throws Exception {
        var first = call(LONG).subscribeAsCompletionStage();
        var holder = held.poll(5, SECONDS);
        assertThat(answerOf(call(SHORT)).kind()).isEqualTo(Exchange.Kind.NOT_SENT);
        holder.response().end("{}");

        assertThat(first.get(5, SECONDS).kind()).isEqualTo(Exchange.Kind.ANSWERED);
        assertThatTheNextCallIsTheSecondOneTheServerSees();
    }

    @Test
    void a_call_cancelled_in_the_queue_is_never_sent() throws Exception {
        var first = call(LONG).subscribeAsCompletionStage();
        var holder = held.poll(5, SECONDS);
        call(LONG).subscribe().with(exchange -> {}).cancel();
        holder.response().end("{}");

        assertThat(first.get(5, SECONDS).kind()).isEqualTo(Exchange.Kind.ANSWERED);
        assertThatTheNextCallIsTheSecondOneTheServerSees();
    }

    @Test
    void a_full_queue_turns_a_call_away_at_once() throws Exception {
        call(LONG).subscribeAsCompletionStage();
        held.poll(5, SECONDS);
        call(LONG).subscribeAsCompletionStage();
        call(LONG).subscribeAsCompletionStage();

        assertThat(answerOf(call(LONG)).kind()).isEqualTo(Exchange.Kind.NOT_SENT);
    }

    private void assertThatTheNextCallIsTheSecondOneTheServerSees() {
        cloud.script(ScriptedCloud.answer(200, "{}"));
        assertThat(answerOf(call(LONG)).kind()).isEqualTo(Exchange.Kind.ANSWERED);
        assertThat(cloud.calls()).hasSize(2);
    }

    private Uni<Exchange> call(Duration patience) {
        return connections.send(new Request(HttpMethod.POST, "/", Map.of(), 1024), patience);
    }

    private static Exchange answerOf(Uni<Exchange> answer) {
        return answer.await().atMost(LONG);
    }
}
