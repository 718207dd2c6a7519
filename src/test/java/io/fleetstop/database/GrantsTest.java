package io.fleetstop.database;

import io.fleetstop.testing.TestDatabase;
import io.fleetstop.testing.TestRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The roles of a database that was used by one for a while. */
class GrantsTest {
    private static final String MAY = "SELECT has_table_privilege('%s', 'stop_job', 'UPDATE')".formatted(TestRole.NAME)
            + " AND NOT has_table_privilege('%s', 'audit', 'UPDATE')".formatted(TestRole.NAME);

    private final String owner = TestDatabase.fresh();
    private final DatabaseUrl address = DatabaseUrl.parse(owner);

    @Test
    void role_that_comes_later_gets_its_rights_with_the_next_migration() throws SQLException {
        migrateFor(address.user());
        assertThat(ask(MAY)).isEqualTo("f");

        migrateFor(TestRole.NAME);
        assertThat(ask(MAY)).isEqualTo("t");
    }

    @Test
    void one_role_for_both_keeps_its_rights() throws SQLException {
        migrateFor(address.user());

        assertThat(ask("SELECT relacl IS NULL FROM pg_class WHERE oid = 'audit'::regclass"))
                .isEqualTo("t");
    }

    private void migrateFor(String service) {
        Flyway.configure()
                .dataSource(address.jdbc(), address.user(), address.password().orElse(""))
                .locations("classpath:db/migration")
                .placeholders(Map.of("service", service))
                .load()
                .migrate();
    }

    private String ask(String question) throws SQLException {
        try (Connection connection = TestDatabase.connect(owner);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
