package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Says that a replica lives: one small write for all the jobs it holds. */
@ApplicationScoped
public class BeatReplica {

    /** A replica that was silent for too long stays dead: others may hold its jobs by now, so it must come back under another id. */
    static final String BEAT = """
            INSERT INTO replica (id, alive_until)
            VALUES ($1, clock_timestamp() + make_interval(secs => $2))
            ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until WHERE replica.alive_until > clock_timestamp()
            RETURNING id
            """;

    /** Without its row a replica is dead at once, and its jobs are free. */
    static final String LEAVE = "DELETE FROM replica WHERE id = $1";

    /** Rows of crashed replicas; an hour is long past any lease. The table stays a handful of rows, so reading all of it is right. */
    static final String FORGET_DEAD = "DELETE FROM replica WHERE alive_until < clock_timestamp() - interval '1 hour'";

    private final Pool pool;

    BeatReplica(Pool pool) {
        this.pool = pool;
    }

    /** @return false when the replica had fallen silent for longer than its lease */
    public Uni<Boolean> beat(UUID replica, Duration lease) {
        return pool.preparedQuery(BEAT)
                .execute(Tuple.of(replica, Sql.seconds(lease)))
                .map(rows -> rows.size() == 1);
    }

    public Uni<Void> leave(UUID replica) {
        return pool.preparedQuery(LEAVE).execute(Tuple.of(replica)).replaceWithVoid();
    }

    public Uni<Void> forgetDead() {
        return pool.preparedQuery(FORGET_DEAD).execute().replaceWithVoid();
    }
}
