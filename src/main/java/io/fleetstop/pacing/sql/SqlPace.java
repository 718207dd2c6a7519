package io.fleetstop.pacing.sql;

import io.fleetstop.pacing.Course;
import io.fleetstop.pacing.Draw;
import io.fleetstop.pacing.Grant;
import io.fleetstop.pacing.Pace;
import io.fleetstop.pacing.Pace.Drain;
import io.fleetstop.pacing.Phase;
import io.fleetstop.pacing.SharedPace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;

/** One row, and one short statement for each batch of permits. */
final class SqlPace implements SharedPace {

    /**
     * Nothing here is worth a wait for the disk: what a crash of the database takes back are permits and counts of its last moments. The
     * setting lasts until the end of this statement's transaction, which is the statement.
     *
     * <p>Demand is hungry when the last permit that it wants is not due within a tenth of a second. When such draws come further apart than
     * permits do, demand has paused in between, and nobody knows any more what the bucket holds. Where the rate has just been raised, the
     * wait was for permits of the old one: by the new one alone demand would seem to pause each time that it is raised a lot.
     *
     * <p>The row is locked first and the clock asked after that: in a queue for the lock, a moment from before it would give out the
     * same permits again.
     */
    static final String DRAW = """
            WITH relaxed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
            known AS MATERIALIZED (
                SELECT pace.* FROM pace, relaxed WHERE target = $1 AND action = $2 FOR UPDATE OF pace),
            spaced AS MATERIALIZED (
                SELECT known.*, clock_timestamp() AS at, LEAST(CASE WHEN epoch = $3 THEN $4 ELSE rate END, $5::float8) AS speed
                  FROM known),
            due AS MATERIALIZED (
                SELECT spaced.*,
                       GREATEST(next_at, CASE WHEN $11::float8 > 0 THEN at + make_interval(secs => $11::float8)
                                              ELSE at - make_interval(secs => $8::float8 / speed) END) AS first,
                       extract(epoch FROM at - hungry_at)::float8 AS gap
                  FROM spaced),
            given AS MATERIALIZED (
                SELECT due.*,
                       CASE WHEN phase = 'Pause' THEN 0 ELSE GREATEST(0, LEAST($6::int,
                           floor((extract(epoch FROM at - first)::float8 + $7::float8) * speed) + 1))::int END AS count
                  FROM due),
            asked AS MATERIALIZED (
                SELECT given.*,
                       $6::int > 0 AND extract(epoch FROM first - at)::float8 + ($6::int - 1) / speed > 0.1 AS hungry
                  FROM given),
            fed AS MATERIALIZED (
                SELECT asked.*,
                       hungry AND COALESCE(gap < GREATEST(0.5, 4 / speed, 2 / rate), false) AS still,
                       exp(-LEAST(600, extract(epoch FROM at - drawn_at)::float8) / 60) AS fading
                  FROM asked)
            UPDATE pace
               SET rate = fed.speed,
                   next_at = CASE WHEN count > 0 OR $11::float8 > 0 THEN first + make_interval(secs => count / speed)
                                  ELSE fed.next_at END,
                   hungry_seconds = fed.hungry_seconds + CASE WHEN still THEN gap ELSE 0 END,
                   hungry_at = CASE WHEN hungry THEN at ELSE fed.hungry_at END,
                   empty_at = CASE WHEN still OR NOT hungry THEN fed.empty_at END,
                   full_at = CASE WHEN hungry AND NOT still AND COALESCE(gap >= 1, true) THEN at ELSE fed.full_at END,
                   accepted = CASE WHEN still OR NOT hungry THEN fed.accepted + $9::int ELSE 0 END,
                   throttled = CASE WHEN still OR NOT hungry THEN fed.throttled + $10::int ELSE 0 END,
                   recent_accepted = fed.recent_accepted * fading + $9::int,
                   recent_throttled = fed.recent_throttled * fading + $10::int,
                   drawn_at = at
              FROM fed
             WHERE pace.target = fed.target AND pace.action = fed.action
            RETURNING pace.epoch, pace.phase, pace.rate, pace.refill, pace.hungry_seconds,
                      extract(epoch FROM at - pace.empty_at)::float8 AS since_empty,
                      extract(epoch FROM at - pace.full_at)::float8 AS since_full,
                      pace.accepted, pace.throttled,
                      extract(epoch FROM pace.next_at - at)::float8 AS hold,
                      pace.drained_calls, pace.drained_seconds,
                      count, extract(epoch FROM first - at)::float8 AS first,
                      COALESCE(pace.recent_throttled / NULLIF(pace.recent_accepted + pace.recent_throttled, 0), 0)
                          AS throttled_share
            """;

    /** Two that steer at once have seen the same refusals; the epoch lets one of them pass. */
    static final String STEER = """
            WITH relaxed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
            UPDATE pace
               SET epoch = epoch + 1,
                   phase = $4,
                   rate = $5,
                   refill = $6,
                   hungry_seconds = 0,
                   next_at = GREATEST(CASE WHEN NOT $8::boolean THEN next_at END, clock_timestamp())
                             + make_interval(secs => $7::float8),
                   empty_at = CASE WHEN $8::boolean THEN clock_timestamp() ELSE empty_at END,
                   full_at = CASE WHEN NOT $8::boolean THEN full_at END,
                   accepted = CASE WHEN $8::boolean THEN 0 ELSE accepted END,
                   throttled = CASE WHEN $8::boolean THEN 1 ELSE throttled END,
                   drained_calls = $9,
                   drained_seconds = $10
              FROM relaxed
             WHERE target = $1 AND action = $2 AND epoch = $3
            """;

    /** All replicas start at once; the first one's row stands. */
    static final String OPEN = """
            INSERT INTO pace (target, action, phase, rate, refill, next_at, drawn_at)
            VALUES ($1, $2, 'Climb', $3, $3, clock_timestamp(), clock_timestamp())
            ON CONFLICT (target, action) DO NOTHING
            """;

    private final Pool pool;
    private final String target;
    private final String action;
    private final double initialRate;

    SqlPace(Pool pool, String target, String action, double initialRate) {
        this.pool = pool;
        this.target = target;
        this.action = action;
        this.initialRate = initialRate;
    }

    @Override
    public CompletionStage<Grant> draw(Draw draw) {
        return tryDraw(draw)
                .onItem()
                .ifNull()
                .switchTo(() -> open().chain(() -> tryDraw(draw)))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Void> steer(Course course) {
        Tuple values = Tuple.of(target, action)
                .addInteger(course.epoch())
                .addString(course.phase().name())
                .addDouble(course.rate())
                .addDouble(course.refill())
                .addDouble(course.hold())
                .addBoolean(course.empty())
                .addLong(course.drained().calls())
                .addDouble(course.drained().seconds());
        return pool.preparedQuery(STEER).execute(values).replaceWithVoid().subscribeAsCompletionStage();
    }

    private Uni<Grant> tryDraw(Draw draw) {
        Tuple values = Tuple.of(target, action)
                .addInteger(draw.epoch())
                .addDouble(draw.rate())
                .addDouble(draw.ceiling())
                .addInteger(draw.want())
                .addDouble(draw.horizon())
                .addDouble(draw.credit())
                .addInteger(draw.accepted())
                .addInteger(draw.throttled())
                .addDouble(draw.hold());
        return pool.preparedQuery(DRAW).execute(values).map(SqlPace::grant);
    }

    private Uni<Void> open() {
        return pool.preparedQuery(OPEN)
                .execute(Tuple.of(target, action, initialRate))
                .replaceWithVoid();
    }

    /** @return null when there is no row yet */
    private static Grant grant(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        Pace pace = new Pace(
                row.getInteger("epoch"),
                Phase.valueOf(row.getString("phase")),
                row.getDouble("rate"),
                row.getDouble("refill"),
                row.getDouble("hungry_seconds"),
                since(row, "since_empty"),
                since(row, "since_full"),
                row.getLong("accepted"),
                row.getLong("throttled"),
                row.getDouble("hold"),
                new Drain(row.getLong("drained_calls"), row.getDouble("drained_seconds")));
        return new Grant(pace, row.getInteger("count"), row.getDouble("first"), row.getDouble("throttled_share"));
    }

    private static OptionalDouble since(Row row, String column) {
        Double seconds = row.getDouble(column);
        return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }
}
