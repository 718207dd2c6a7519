package io.fleetstop.pacing.sql;

import io.fleetstop.pacing.SharedPace;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** The paces that replicas share through the database. */
@ApplicationScoped
public class SqlPaces {
    /** The action's name in the record. Each action of a cloud has a quota of its own. */
    static final String STOP = "stop";

    private final Pool pool;

    SqlPaces(Pool pool) {
        this.pool = pool;
    }

    /**
     * The pace of a target's stops and checks.
     *
     * @param initialRate calls per second to begin with, where nothing has been learned yet
     */
    public SharedPace ofStops(String target, double initialRate) {
        return new SqlPace(pool, target, STOP, initialRate);
    }
}
