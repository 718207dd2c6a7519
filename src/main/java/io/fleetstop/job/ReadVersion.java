package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How far a job is, and no more: cheap enough to be asked again and again by whoever waits for it to change. */
@ApplicationScoped
public class ReadVersion {
    static final String VERSION = """
            SELECT version, state FROM stop_job WHERE id = $1 AND tenant = $2
            """;

    static final String VERSIONS = """
            SELECT id, version FROM stop_job WHERE id = ANY ($1::uuid[])
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

    /**
     * How far jobs are whose tenants were checked before.
     *
     * @return by id; those that are deleted by now are missing
     */
    public Uni<Map<UUID, Integer>> ofAll(Collection<UUID> ids) {
        return pool.preparedQuery(VERSIONS)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> Sql.stream(rows)
                        .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getInteger("version"))));
    }
}
