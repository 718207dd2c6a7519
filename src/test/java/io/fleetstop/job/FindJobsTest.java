package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The list of jobs with a hundred thousand of them kept: what a page reads, counted in pages of the database and not in seconds. */
class FindJobsTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final String TENANT = "tenant-1";
    private static final int ON_A_PAGE = 50;

    /** One tenant has half of them; of its jobs a few are open, a hundredth failed. Each instance is in a handful of jobs. */
    private static final String FILL = """
            INSERT INTO stop_job (tenant, client_token, fingerprint, created_by, target, provider, region, instance_ids, total,
                                  stopped_mode, force_stop, confirm_stop, dry_run, wait_for, state, accepted, failed,
                                  due_at, expires_at, created_at, started_at, finished_at)
            SELECT 'tenant-' || CASE WHEN n % 2 = 0 THEN 1 ELSE n % 40 END, 'token-' || n, decode(repeat('ab', 32), 'hex'), 'alice',
                   'target-' || n % 50, 'aliyun', 'cn-beijing', ARRAY['i-' || n % 20000, 'i-' || n % 19999], 2,
                   'KeepCharging', false, false, false, 'Accepted',
                   CASE WHEN open THEN 'Running' WHEN bad THEN 'Failed' ELSE 'Succeeded' END,
                   CASE WHEN open OR bad THEN 0 ELSE 2 END, CASE WHEN bad THEN 2 ELSE 0 END,
                   at, at + interval '30 minutes', at, at, CASE WHEN NOT open THEN at + interval '1 minute' END
              FROM generate_series(1, 100000) AS n,
                   LATERAL (SELECT n % 1000 = 0 AS open, n % 100 = 2 AS bad, now() - n * interval '10 seconds' AS at) AS moment
            """;

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    @BeforeAll
    static void fill() {
        DATABASE.run(FILL);
        DATABASE.run("VACUUM ANALYZE stop_job");
    }

    @Test
    void page_a_thousand_reads_what_page_one_reads() {
        long first = pagesRead(filter(null, null, null), JobPosition.top());
        long thousandth = pagesRead(filter(null, null, null), position(999 * ON_A_PAGE));

        assertThat(first).isLessThan(250);
        assertThat(thousandth).isLessThanOrEqualTo(first + 10);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void page_reads_little_whatever_the_filter_is(JobFilter filter) {
        assertThat(pagesRead(filter, JobPosition.top())).isLessThan(250);
        assertThat(find(filter, JobPosition.top())).isNotEmpty();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                arguments(filter(null, null, null)),
                arguments(filter(null, "target-4", null)),
                arguments(filter(JobState.Failed, null, null)),
                arguments(filter(JobState.Succeeded, null, null)),
                arguments(filter(JobState.Succeeded, "target-4", null)),
                arguments(filter(JobState.Running, null, null)),
                arguments(filter(null, null, "i-42")),
                arguments(filter(JobState.Succeeded, "target-42", "i-42")),
                arguments(new JobFilter(null, null, null, "token-4242", null, null)));
    }

    @Test
    void all_pages_together_are_the_tenants_jobs_in_order() {
        List<JobPosition> seen = new ArrayList<>();
        JobPosition from = JobPosition.top();
        JobFilter failed = filter(JobState.Failed, null, null);
        for (List<JobPosition> page = find(failed, from); !page.isEmpty(); page = find(failed, from)) {
            seen.addAll(page);
            from = page.get(page.size() - 1);
        }

        assertThat(seen).hasSize(1000).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((one, other) -> other.createdAt().compareTo(one.createdAt()));
    }

    private static JobFilter filter(JobState state, String target, String instanceId) {
        return new JobFilter(state, target, instanceId, null, null, null);
    }

    private static List<JobPosition> find(JobFilter filter, JobPosition from) {
        return await(new FindJobs(DATABASE.pool()).find(TENANT, filter, from, ON_A_PAGE));
    }

    private static JobPosition position(int down) {
        var row = DATABASE.row(
                "SELECT id, created_at FROM stop_job WHERE tenant = $1 ORDER BY created_at DESC, id DESC OFFSET $2 LIMIT 1",
                TENANT,
                down);
        return new JobPosition(Sql.instant(row, "created_at"), row.getUUID("id"));
    }

    /** Of the plan that is made without looking at the values, as connections come to use it. */
    private static long pagesRead(JobFilter filter, JobPosition from) {
        var search = FindJobs.Search.of(filter);
        Tuple values = search.values(TENANT, from, Instant.EPOCH, ON_A_PAGE);
        String literals = IntStream.range(0, values.size())
                .mapToObj(place -> literal(values.getValue(place)))
                .collect(Collectors.joining(", "));
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE page AS " + search.statement());
            return buffers(statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) EXECUTE page(" + literals + ")"));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The first line that tells of them is that of the whole plan. */
    private static long buffers(ResultSet plan) throws SQLException {
        while (plan.next()) {
            Matcher buffers = BUFFERS.matcher(plan.getString(1));
            if (buffers.find()) {
                return Long.parseLong(buffers.group(1))
                        + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2)));
            }
        }
        throw new IllegalStateException("the plan does not tell what it reads");
    }

    private static String literal(Object value) {
        return value == null ? "NULL" : "'" + value + "'";
    }
}
