package io.fleetstop.pacing.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what has been learned, for people. */
@ApplicationScoped
public class ReadPaces {

    /** One row for each target, so reading all of them is right. */
    static final String PACES = """
            SELECT target, rate, refill, epoch > 1 AND refill > 0 AS learned,
                   COALESCE(recent_throttled / NULLIF(recent_accepted + recent_throttled, 0), 0) AS throttled_share
              FROM pace WHERE action = $1
            """;

    /** Some 250 points at most, however long the time: what a chart can show. Of a share the greatest counts, or a short trouble would vanish. */
    static final String SAMPLES = """
            SELECT date_bin(make_interval(secs => greatest(15, $3::int / 4)), at, timestamptz 'epoch') AS at,
                   avg(rate) AS rate, avg(learned_rate) AS learned_rate, max(throttled_share) AS throttled_share
              FROM pace_sample
             WHERE target = $1 AND action = $2 AND at > statement_timestamp() - make_interval(mins => $3::int)
             GROUP BY 1
             ORDER BY 1
            """;

    private final Pool pool;

    ReadPaces(Pool pool) {
        this.pool = pool;
    }

    /**
     * How fast a target is called.
     *
     * @param rate calls per second now, or when it was last called
     * @param learned calls per second that the cloud is believed to take; unknown until it has refused one
     * @param throttledShare of the calls of the last minute that it was called, those that were refused for the rate
     */
    public record Learned(String target, double rate, OptionalDouble learned, double throttledShare) {}

    /** How a target was called at some time. */
    public record Sample(Instant at, double rate, OptionalDouble learned, double throttledShare) {}

    /**
     * How a target was called in the last minutes, in the order of time; nothing for times in which it was not.
     *
     * @param minutes from 1 to 1440, which is how long samples are kept
     */
    public Uni<List<Sample>> ofStops(String target, int minutes) {
        return pool.preparedQuery(SAMPLES)
                .execute(Tuple.of(target, SqlPaces.STOP, minutes))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReadPaces::sample)
                        .toList());
    }

    private static Sample sample(Row row) {
        Double learned = row.getDouble("learned_rate");
        return new Sample(
                row.getOffsetDateTime("at").toInstant(),
                row.getDouble("rate"),
                learned == null ? OptionalDouble.empty() : OptionalDouble.of(learned),
                row.getDouble("throttled_share"));
    }

    /** By target; those that were never called are missing. */
    public Uni<Map<String, Learned>> ofStops() {
        return pool.preparedQuery(PACES)
                .execute(Tuple.of(SqlPaces.STOP))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReadPaces::learned)
                        .collect(Collectors.toMap(Learned::target, Function.identity())));
    }

    private static Learned learned(Row row) {
        return new Learned(
                row.getString("target"),
                row.getDouble("rate"),
                row.getBoolean("learned") ? OptionalDouble.of(row.getDouble("refill")) : OptionalDouble.empty(),
                row.getDouble("throttled_share"));
    }
}
