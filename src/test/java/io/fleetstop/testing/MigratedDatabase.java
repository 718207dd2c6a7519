package io.fleetstop.testing;

import io.fleetstop.database.DatabaseUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of its own for a test class, migrated as the service does it, and the service's client to it. */
public final class MigratedDatabase implements BeforeAllCallback, AfterAllCallback {

    /** Only ever waited for in full when something is broken; then a test that fails says more than one that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CONNECTIONS = 16;

    private String url;
    private Pool pool;

    @Override
    public void beforeAll(ExtensionContext context) {
        url = TestDatabase.fresh();
        DatabaseUrl address = DatabaseUrl.parse(url);
        Flyway.configure()
                .dataSource(address.jdbc(), address.user(), address.password().orElse(""))
                .locations("classpath:db/migration")
                .load()
                .migrate();
        pool = open(address);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pool.closeAndAwait();
    }

    private static Pool open(DatabaseUrl address) {
        PgConnectOptions options = PgConnectOptions.fromUri(address.reactive())
                .setUser(address.user())
                .setPassword(address.password().orElse(""))
                .setCachePreparedStatements(true)
                // Two statements at once go over two connections: one connection would run them one after the other.
                .setPipeliningLimit(1);
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(options)
                .build());
    }

    public Pool pool() {
        return pool;
    }

    public Connection connect() throws SQLException {
        return TestDatabase.connect(url);
    }

    /** Runs any statement with {@code $1, $2…} filled in; where time must pass, this moves the columns. */
    public RowSet<Row> run(String sql, Object... values) {
        return await(pool.preparedQuery(sql).execute(Tuple.from(Arrays.asList(values))));
    }

    public Row row(String sql, Object... values) {
        return run(sql, values).iterator().next();
    }

    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
