package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Says that a replica lives: one small write for all the jobs it holds. */
@ApplicationScoped
public class BeatReplica {

    /** A replica that was silent for too long stays dead: others may hold its jobs by now, so it must come back under another id. */
    static final String BEAT = """
            INSERT INTO replica (id, alive_until, lanes)
            VALUES ($1, clock_timestamp() + make_interval(secs => $2), $3)
            ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until, lanes = excluded.lanes
             WHERE replica.alive_until > clock_timestamp()
            RETURNING id
            """;

    /**
     * Without its row a replica is dead at once, and its jobs are free. Those it hands back are nobody's: nothing of them is in the air,
     * so that whoever comes next need not ask the cloud first, nor wonder whether they killed their holder.
     */
    static final String LEAVE = """
            WITH left_now AS (DELETE FROM replica WHERE id = $1)
            UPDATE stop_job SET leased_by = NULL WHERE id = ANY ($2::uuid[]) AND leased_by = $1
            """;

    /** Rows of crashed replicas; an hour is long past any lease. The table stays a handful of rows, so reading all of it is right. */
    static final String FORGET_DEAD = "DELETE FROM replica WHERE alive_until < clock_timestamp() - interval '1 hour'";

    private final Pool pool;

    BeatReplica(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param lanes how each target looks from here, for readers of {@link ReadLanes}
     * @return false when the replica had fallen silent for longer than its lease
     */
    public Uni<Boolean> beat(UUID replica, Duration lease, List<LaneReport> lanes) {
        return pool.preparedQuery(BEAT)
                .execute(Tuple.of(replica, Sql.seconds(lease), LaneReport.toJson(lanes)))
                .map(rows -> rows.size() == 1);
    }

    /** @param handedBack jobs of which nothing is in the air: every call was answered, every outcome written */
    public Uni<Void> leave(UUID replica, Collection<UUID> handedBack) {
        return pool.preparedQuery(LEAVE)
                .execute(Tuple.of(replica, handedBack.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    public Uni<Void> forgetDead() {
        return pool.preparedQuery(FORGET_DEAD).execute().replaceWithVoid();
    }
}
