package io.fleetstop.job;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the wait for a database connection, in number and in time. Unbounded, as the pool is by default, one slow
 * statement per connection makes all later ones wait behind it, long after their callers went away.
 */
@Singleton
public class PoolBounds implements PgPoolCreator {

    /**
     * More only queue up what a busy database cannot take; fewer refuse a short burst that it could, or let the doors fill what the
     * engine's statements need.
     */
    static final int WAITING = 128;

    /** Longer keeps callers hanging on a database that is away; shorter fails them while it only fails over. */
    private static final int WAIT_SECONDS = 2;

    @Override
    public Pool create(Input input) {
        PoolOptions bounded = new PoolOptions(input.poolOptions())
                .setMaxWaitQueueSize(WAITING)
                .setConnectionTimeout(WAIT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .with(bounded)
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
