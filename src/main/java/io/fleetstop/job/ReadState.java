package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Where a job stands, and no more: cheap enough to be asked again and again by a call that waits for the end. */
@ApplicationScoped
public class ReadState {

    static final String STATE = """
            SELECT state FROM stop_job WHERE id = $1 AND tenant = $2
            """;

    private final Pool pool;

    ReadState(Pool pool) {
        this.pool = pool;
    }

    /** @return empty where the tenant has no such job */
    public Uni<Optional<JobState>> of(String tenant, UUID id) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(id, tenant))
                .map(rows -> Sql.first(rows).map(row -> JobState.valueOf(row.getString("state"))));
    }
}
