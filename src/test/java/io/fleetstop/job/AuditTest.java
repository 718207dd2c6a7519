package io.fleetstop.job;

import io.fleetstop.job.Creation.TimeRefused;
import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The audit trail in the database: what is added to it, and that nothing else can be done to it. */
class AuditTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final String DENIED = "42501";

    private final JobRecord record = new JobRecord(DATABASE);
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @Test
    void job_and_its_row_are_one_commit() {
        UUID job = record.waiting(sketch);

        Row row = DATABASE.row(
                "SELECT job.xmin = audit.xmin AS together, at - created_at < interval '1 second' AS same_time"
                        + " FROM audit JOIN stop_job AS job ON job.id = job_id WHERE job_id = $1",
                job);
        assertThat(row.getBoolean("together")).isTrue();
        assertThat(row.getBoolean("same_time")).isTrue();
    }

    @Test
    void job_whose_row_cannot_be_written_is_not_stored() {
        DATABASE.run("REVOKE INSERT ON audit FROM service_under_test");
        try {
            assertThatExceptionOfType(PgException.class).isThrownBy(() -> record.waiting(sketch));
        } finally {
            DATABASE.run("GRANT INSERT ON audit TO service_under_test");
        }
        assertThat(count("SELECT count(*) FROM stop_job WHERE target = $1", sketch.target()))
                .isZero();
    }

    @Test
    void what_is_not_stored_leaves_no_row_of_its_own_accord() {
        record.waiting(sketch);

        record.store(sketch, null);
        assertThat(record.store(JobSketch.on(sketch.target()).deadline(Instant.EPOCH), null))
                .isInstanceOf(TimeRefused.class);

        assertThat(count("SELECT count(*) FROM audit WHERE target = $1", sketch.target()))
                .isEqualTo(1);
    }

    @Test
    void only_the_cancel_that_changed_something_has_a_row_from_it() {
        UUID job = record.waiting(sketch);

        assertThat(record.cancel("somebody-else", job)).isFalse();
        assertThat(record.cancel(sketch.tenant(), job)).isTrue();
        assertThat(record.cancel(sketch.tenant(), job)).isFalse();

        Row row = DATABASE.row("SELECT * FROM audit WHERE job_id = $1 AND action = 'cancel'", job);
        assertThat(row.getString("decision")).isEqualTo("Cancelled");
        assertThat(row.getInteger("instances")).isEqualTo(2);
        assertThat(count("SELECT count(*) FROM audit WHERE job_id = $1", job)).isEqualTo(2);
    }

    @Test
    void row_takes_whatever_a_caller_may_send() {
        String nasty = "\u0000\n\ud800" + "x".repeat(2000);
        await(new AppendAudit(DATABASE.pool())
                .append(new AuditRow(
                        null,
                        null,
                        new Provenance("rest", Deed.STOP, "nasty", nasty),
                        "InvalidArgument",
                        nasty,
                        null,
                        nasty,
                        nasty,
                        101,
                        List.of("i-1"),
                        7)));

        Row row = DATABASE.row("SELECT * FROM audit WHERE request_id = 'nasty'");
        assertThat(row.getString("came_from")).hasSize(64);
        assertThat(row.getString("detail")).hasSize(512).startsWith("???x");
        assertThat(row.getString("client_token")).isEqualTo("???x***");
        assertThat(row.getInteger("left_out")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET decision = 'Accepted'",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "DROP TABLE audit",
                "ALTER TABLE audit DISABLE TRIGGER ALL",
                "CREATE TABLE mine (id int)",
                "ALTER TABLE stop_job ADD COLUMN mine int",
                "TRUNCATE stop_job",
                "DELETE FROM flyway_schema_history",
                "INSERT INTO flyway_schema_history SELECT * FROM flyway_schema_history"
            })
    void service_may_not(String statement) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> await(DATABASE.pool().query(statement).execute()))
                .extracting(PgException::getSqlState)
                .isEqualTo(DENIED);
    }

    @Test
    void service_has_its_rights_on_each_table_and_on_those_of_later_migrations() {
        DATABASE.run("CREATE TABLE of_a_later_migration (id int)");
        try {
            assertThat(Sql.stream(DATABASE.run("""
                    SELECT relname || ':' || concat_ws(',',
                               CASE WHEN has_table_privilege('service_under_test', oid, 'SELECT') THEN 'S' END,
                               CASE WHEN has_table_privilege('service_under_test', oid, 'INSERT') THEN 'I' END,
                               CASE WHEN has_table_privilege('service_under_test', oid, 'UPDATE') THEN 'U' END,
                               CASE WHEN has_table_privilege('service_under_test', oid, 'DELETE') THEN 'D' END,
                               CASE WHEN has_table_privilege('service_under_test', oid, 'TRUNCATE, TRIGGER, REFERENCES') THEN 'more' END)
                      FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                    """)).map(row -> row.getString(0)))
                    .containsExactlyInAnyOrder(
                            "audit:S,I",
                            "flyway_schema_history:S",
                            "of_a_later_migration:S,I,U,D",
                            "pace:S,I,U,D",
                            "pace_sample:S,I,U,D",
                            "replica:S,I,U,D",
                            "stop_job:S,I,U,D",
                            "stop_outcome:S,I,U,D");
        } finally {
            DATABASE.run("DROP TABLE of_a_later_migration");
        }
    }

    @Test
    void service_sees_that_it_cannot_alter_the_trail_and_an_owner_or_its_member_that_it_can() {
        assertThat(await(new AuditRights(DATABASE.pool()).mayAlter())).isFalse();
        assertThat(DATABASE.row(AuditRights.MAY_ALTER).getBoolean("may_alter")).isTrue();

        DATABASE.run("GRANT UPDATE (detail) ON audit TO service_under_test");
        assertThat(await(new AuditRights(DATABASE.pool()).mayAlter())).isTrue();
        DATABASE.run("REVOKE UPDATE (detail) ON audit FROM service_under_test");
    }

    private static long count(String sql, Object... values) {
        return DATABASE.row(sql, values).getLong(0);
    }
}
