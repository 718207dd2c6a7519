package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** How far a job is, and no more: cheap enough to be asked again and again by whoever waits for it to change. */
@ApplicationScoped
public class ReadVersion {
    static final String VERSION = """
            SELECT version, state FROM stop_job WHERE id = $1 AND tenant = $2
            """;

    private final Pool pool;

    ReadVersion(Pool pool) {
        this.pool = pool;
    }

    /** @return empty where the tenant has no such job */
    public Uni<Optional<JobVersion>> of(String tenant, UUID id) {
        return pool.preparedQuery(VERSION)
                .execute(Tuple.of(id, tenant))
                .map(rows -> Sql.first(rows)
                        .map(row ->
                                new JobVersion(row.getInteger("version"), JobState.valueOf(row.getString("state")))));
    }
}
