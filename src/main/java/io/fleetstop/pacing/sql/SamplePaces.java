package io.fleetstop.pacing.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps for a day how fast the targets were called, a sample for each quarter of a minute in which they were. */
@ApplicationScoped
public class SamplePaces {
    /** The first replica to write a quarter of a minute down has done it for all; none waits for another. */
    static final String SAMPLE = """
            WITH old AS (DELETE FROM pace_sample WHERE at < statement_timestamp() - interval '1 day')
            INSERT INTO pace_sample (target, action, at, rate, learned_rate, throttled_share)
            SELECT target, action, date_bin('15 seconds', statement_timestamp(), timestamptz 'epoch'), rate,
                   CASE WHEN epoch > 1 AND refill > 0 THEN refill END,
                   COALESCE(recent_throttled / NULLIF(recent_accepted + recent_throttled, 0), 0)
              FROM pace
             WHERE drawn_at > statement_timestamp() - interval '15 seconds'
            ON CONFLICT (target, action, at) DO NOTHING
            """;

    private final Pool pool;

    SamplePaces(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> take() {
        return pool.preparedQuery(SAMPLE).execute().replaceWithVoid();
    }
}
