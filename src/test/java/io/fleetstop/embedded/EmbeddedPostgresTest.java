package io.fleetstop.embedded;

import io.fleetstop.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void data_and_password_outlive_a_restart_and_a_reused_process_number() throws Exception {
        String password;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
            execute(first, "CREATE TABLE kept AS SELECT 42 AS answer");
            password = Files.readString(folder.resolve("password"));
        }
        // As after a crash of the machine, when the number in the file belongs to somebody else by now.
        Files.writeString(
                folder.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
            assertThat(ask(second, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(folder.resolve("password")).hasContent(password);
        }
    }

    @Test
    void acknowledged_data_are_durable_and_nobody_else_gets_in() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> TestDatabase.connect(server.ownerUrl().replaceFirst(":[0-9a-f]{48}@", ":guess@")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void service_owns_nothing_in_a_new_folder_nor_in_one_of_a_version_without_its_role() throws Exception {
        String before;
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
            before = first.url();
            assertThat(serviceIs(first)).isEqualTo("fleetstop_service f f f");
            execute(first, "DROP ROLE fleetstop_service");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
            assertThat(serviceIs(second)).isEqualTo("fleetstop_service f f f");
            execute(second, "ALTER ROLE fleetstop_service SUPERUSER");
        }
        try (EmbeddedPostgres third = EmbeddedPostgres.start(folder)) {
            assertThat(serviceIs(third)).isEqualTo("fleetstop_service f f f");
            assertThat(third.url()).isNotEqualTo(before);
        }
    }

    private static String serviceIs(EmbeddedPostgres server) throws SQLException {
        return ask(server.url(), """
                SELECT concat_ws(' ', rolname, rolsuper, rolcreaterole, has_schema_privilege('public', 'CREATE'))
                  FROM pg_roles WHERE rolname = current_user
                """);
    }

    @Test
    void folder_of_a_living_owner_is_refused() {
        try (EmbeddedPostgres owner = EmbeddedPostgres.start(folder)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("fleetstop.database.embedded.data-dir");
            assertThat(owner.url()).startsWith("postgresql://");
        }
    }

    @Test
    void interrupted_first_start_is_made_again() throws Exception {
        Files.createDirectories(folder.resolve("data.unfinished/base"));
        Files.writeString(folder.resolve("data.unfinished/PG_VERSION"), "17");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void start_that_fails_says_why_in_one_line_and_leaves_the_folder_free() throws IOException {
        EmbeddedPostgres.start(folder).close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "9.6\n");

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("pg_ctl")
                    .hasMessageContaining("server.log");
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(server.ownerUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        return ask(server.ownerUrl(), sql);
    }

    private static String ask(String url, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
