package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/** Every statement of the record is one that the schema knows, and one that stays fast however many jobs are kept. */
class SqlPlansTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    /** As after some days of use: few jobs are open, of some only a part is settled. */
    private static final String FILL_JOBS = """
            INSERT INTO stop_job (tenant, client_token, fingerprint, created_by, target, provider, region, instance_ids, total,
                                  stopped_mode, force_stop, confirm_stop, dry_run, wait_for, state, accepted,
                                  lease_epoch, leased_by, due_at, expires_at, created_at, started_at, finished_at)
            SELECT 'tenant-' || n % 20, 'token-' || n, decode(repeat('ab', 32), 'hex'), 'alice', 'target-' || n % 5, 'aliyun',
                   'cn-beijing', ARRAY['i-1', 'i-2'], 2, 'KeepCharging', false, true, false, 'Accepted',
                   CASE WHEN open THEN 'Running' ELSE 'Succeeded' END, CASE WHEN open THEN 1 ELSE 2 END,
                   1, CASE WHEN open AND n % 2 = 0 THEN gen_random_uuid() END,
                   at, at + interval '30 minutes', at, at, CASE WHEN NOT open THEN at + interval '1 minute' END
              FROM generate_series(1, 20000) AS n,
                   LATERAL (SELECT n % 200 = 0 AS open, now() - n * interval '10 seconds' AS at) AS moment
            """;

    private static final String FILL_OUTCOMES = """
            INSERT INTO stop_outcome (job_id, ordinal, state, already_stopped, attempts, settled_at)
            SELECT id, ordinal, 'Accepted', false, 1, now()
              FROM stop_job, generate_series(0, accepted - 1) AS ordinal
            """;

    private static final String FILL_AUDIT = """
            INSERT INTO audit (at, tenant, caller, came_from, request_id, door, action, decision, job_id)
            SELECT created_at, tenant, created_by, '192.0.2.1', id::text, 'rest', 'stop', 'Accepted', id FROM stop_job
            ORDER BY created_at
            """;

    private static final List<String> PACKAGES = List.of("io.fleetstop.job", "io.fleetstop.pacing.sql");

    private static final Pattern IS_STATEMENT =
            Pattern.compile("\\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\\b.*", Pattern.DOTALL);

    /** Of the replicas all are read on purpose: they are a handful. */
    private static final Pattern READS_ALL = Pattern.compile("Seq Scan on (stop_job|stop_outcome|audit)\\b");

    @BeforeAll
    static void fill() {
        DATABASE.run(FILL_JOBS);
        DATABASE.run(FILL_OUTCOMES);
        DATABASE.run(FILL_AUDIT);
        DATABASE.run("ANALYZE");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statement_is_known_to_the_schema_and_reads_no_table_in_full(Field constant) throws Exception {
        assertThat(plan((String) constant.get(null)))
                .as(nameOf(constant))
                .isNotEmpty()
                .doesNotContainPattern(READS_ALL);
    }

    @Test
    void all_hot_statements_are_among_them() throws Exception {
        assertThat(constants())
                .extracting(SqlPlansTest::nameOf)
                .contains(
                        "AppendAudit.APPEND",
                        "CreateJob.INSERT_JOB",
                        "CreateJob.FIND_BY_TOKEN",
                        "ClaimJobs.CLAIM_DUE",
                        "SettleOutcomes.SETTLE",
                        "BeatReplica.BEAT",
                        "CancelJob.CANCEL",
                        "CloseJobs.CLOSE",
                        "ForgetJobs.FORGET_OLD",
                        "ReadBacklog.BACKLOG",
                        "ReadLanes.LANES",
                        "ReadVersion.VERSION",
                        "FindJobs.ALL",
                        "FindJobs.WITH_INSTANCE",
                        "SqlPace.DRAW",
                        "SqlPace.STEER",
                        "ReadPaces.PACES");
    }

    /** Of people, and of the owner who prunes; the service asks nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM audit WHERE tenant = $1 AND at BETWEEN $2 AND $3 ORDER BY at",
                "SELECT * FROM audit WHERE tenant IS NULL AND at > $1",
                "SELECT * FROM audit WHERE job_id = $1",
                "DELETE FROM audit WHERE at < $1",
            })
    void question_to_the_audit_trail_reads_no_table_in_full(String question) throws SQLException {
        assertThat(plan(question)).contains("audit_by_").doesNotContainPattern(READS_ALL);
    }

    @Test
    void a_lost_index_would_be_noticed() throws SQLException {
        assertThat(plan("SELECT FROM stop_job WHERE region = $1")).containsPattern(READS_ALL);
    }

    /** The plan made without looking at the values, as the server uses it once a connection has run a statement often enough. */
    private static String plan(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE it AS " + sql);
            int parameters = parameters(statement);
            String values =
                    parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
            return lines(statement, "EXPLAIN EXECUTE it" + values);
        }
    }

    private static int parameters(Statement statement) throws SQLException {
        return Integer.parseInt(
                lines(statement, "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'it'"));
    }

    private static String lines(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    static Stream<Named<Field>> statements() throws Exception {
        return constants().stream().map(constant -> named(nameOf(constant), constant));
    }

    /** Found, not listed, so that nobody has to think of a new one. */
    private static List<Field> constants() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path compiled = Path.of(CreateJob.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Field> constants = new ArrayList<>();
        for (String name : classNames(compiled)) {
            for (Field field :
                    Class.forName(name, false, CreateJob.class.getClassLoader()).getDeclaredFields()) {
                if (isStatement(field)) {
                    constants.add(field);
                }
            }
        }
        return constants;
    }

    private static List<String> classNames(Path compiled) throws IOException {
        List<String> names = new ArrayList<>();
        for (String each : PACKAGES) {
            names.addAll(classNames(compiled, each));
        }
        return names;
    }

    private static List<String> classNames(Path compiled, String ofPackage) throws IOException {
        try (Stream<Path> files = Files.walk(compiled.resolve(ofPackage.replace('.', '/')))) {
            return files.map(file -> compiled.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.contains("-info"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isStatement(Field field) throws IllegalAccessException {
        if (!Modifier.isStatic(field.getModifiers())
                || !Modifier.isFinal(field.getModifiers())
                || field.getType() != String.class) {
            return false;
        }
        field.setAccessible(true);
        return IS_STATEMENT.matcher((String) field.get(null)).matches();
    }

    private static String nameOf(Field constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.getName();
    }
}
