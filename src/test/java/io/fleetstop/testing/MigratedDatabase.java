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
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own for a test class, migrated as the service does it, and the service's client to it. What the test itself does there,
 * it does as the owner.
 */
public final class MigratedDatabase implements BeforeAllCallback, AfterAllCallback {

    /** Only ever waited for in full when something is broken; then a test that fails says more than one that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CONNECTIONS = 16;

    /** Tests ask one thing at a time. */
    private static final int TEST_CONNECTIONS = 2;

    private String url;
    private Pool pool;
    private Pool owner;

    @Override
    public void beforeAll(ExtensionContext context) {
        url = TestDatabase.fresh();
        DatabaseUrl address = DatabaseUrl.parse(url);
        Flyway.configure()
                .dataSource(address.jdbc(), address.user(), address.password().orElse(""))
                .locations("classpath:db/migration")
                .placeholders(Map.of("service", TestRole.NAME))
                .load()
                .migrate();
        pool = open(DatabaseUrl.parse(TestRole.of(url)), CONNECTIONS);
        owner = open(address, TEST_CONNECTIONS);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pool.closeAndAwait();
        owner.closeAndAwait();
    }

    private static Pool open(DatabaseUrl address, int connections) {
        PgConnectOptions options = PgConnectOptions.fromUri(address.reactive())
                .setUser(address.user())
                .setPassword(address.password().orElse(""))
                .setCachePreparedStatements(true)
                // Two statements at once go over two connections: one connection would run them one after the other.
                .setPipeliningLimit(1);
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(options)
                .build());
    }

    /** The service's, with the service's rights. */
    public Pool pool() {
        return pool;
    }

    /** As the owner. */
    public Connection connect() throws SQLException {
        return TestDatabase.connect(url);
    }

    /** Runs as the owner any statement with {@code $1, $2…} filled in; where time must pass, this moves the columns. */
    public RowSet<Row> run(String sql, Object... values) {
        return await(owner.preparedQuery(sql).execute(Tuple.from(Arrays.asList(values))));
    }

    public Row row(String sql, Object... values) {
        return run(sql, values).iterator().next();
    }

    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
