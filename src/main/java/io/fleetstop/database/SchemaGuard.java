package io.fleetstop.database;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/** Refuses to serve on a schema older than this version needs, where the service does not migrate it itself. */
@ApplicationScoped
public class SchemaGuard {

    /** The newest migration that this version needs; a schema ahead of it is fine, as replicas are replaced one by one. */
    static final int NEEDED = 6;

    private static final String NEWEST =
            "SELECT coalesce(max(version::int), 0) AS newest FROM flyway_schema_history WHERE success";

    private static final String UNDEFINED_TABLE = "42P01";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DatabaseConfig config;
    private final Pool pool;

    SchemaGuard(DatabaseConfig config, Pool pool) {
        this.config = config;
        this.pool = pool;
    }

    void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        if (config.migrate()) {
            return;
        }
        int newest = newest().await().atMost(PATIENCE);
        if (newest < NEEDED) {
            throw new ConfigurationException("The database schema has version " + newest + ", this Fleetstop needs "
                    + NEEDED + ": run the same jar once with QUARKUS_INIT_AND_EXIT=true"
                    + " QUARKUS_DATASOURCE_MIGRATION_ACTIVE=true QUARKUS_FLYWAY_MIGRATION_ACTIVE=true"
                    + " and the owner in FLEETSTOP_DATABASE_OWNER_URL,"
                    + " or set fleetstop.database.migrate=true");
        }
    }

    private Uni<Integer> newest() {
        return pool.query(NEWEST)
                .execute()
                .map(RowSet::iterator)
                .map(rows -> rows.next().getInteger("newest"))
                .onFailure(SchemaGuard::neverMigrated)
                .recoverWithItem(0)
                .onFailure()
                .transform(away -> new ConfigurationException(
                        "The database at fleetstop.database.url does not tell the version of its schema: "
                                + away.getMessage()));
    }

    private static boolean neverMigrated(Throwable failure) {
        return failure instanceof PgException refused && UNDEFINED_TABLE.equals(refused.getSqlState());
    }
}
