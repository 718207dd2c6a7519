package io.fleetstop.job;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the wait for a database connection, in number and in time. Unbounded, as the pool is by default, one slow
 * statement per connection makes all later ones wait behind it, long after their callers went away.
 */
@Singleton
public class PoolBounds implements PgPoolCreator {

    /**
     * More only queue up what a busy database cannot take; fewer refuse a short burst that it could, or let the doors fill what the
     * engine's statements need. The four past a round number are the audit trail's.
     */
    static final int WAITING = 132;

    /** Longer keeps callers hanging on a database that is away; shorter fails them while it only fails over. */
    private static final int WAIT_SECONDS = 2;

    /**
     * A connection that says nothing for so long is given up, with all that waits for it: nothing may take the database a third of that, so
     * it is of no use or its other end is gone without a word, as after a fail-over. Longer leaves those who wait for it, and the places
     * they hold, to TCP, which takes a quarter of an hour. Shorter makes new connections all day where there is little to do.
     */
    private static final int SILENCE_SECONDS = 15;

    /**
     * A connection that nobody has used for so long is closed in good order. Silence counts from the last thing that the database said,
     * not from the question: without this, a statement on a connection that had rested for almost as long as it may be silent would be
     * given up before its answer could come. What is left when one has rested this long, and a second for the pool to notice, is more
     * than the database lets a statement take.
     */
    private static final int REST_SECONDS = 8;

    @Override
    public Pool create(Input input) {
        PoolOptions bounded = new PoolOptions(input.poolOptions())
                .setMaxWaitQueueSize(WAITING)
                .setIdleTimeout(REST_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .with(bounded)
                .connectingTo(input.pgConnectOptionsList().stream()
                        .map(PoolBounds::bounded)
                        .toList())
                .using(input.vertx())
                .build();
    }

    private static SqlConnectOptions bounded(PgConnectOptions options) {
        PgConnectOptions bounded = new PgConnectOptions(options);
        bounded.setIdleTimeoutUnit(TimeUnit.SECONDS).setReadIdleTimeout(SILENCE_SECONDS);
        return bounded;
    }
}
