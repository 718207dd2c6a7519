package io.fleetstop.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a stop costs where the cloud sets no limit, and what a job costs the database: {@code mvn verify -Pbench}. */
@Tag("bench")
class CostBenchIT {
    private static final Logger LOG = Logger.getLogger(CostBenchIT.class);

    private static final int INSTANCES = 10_000;
    private static final int SLOTS = 64;

    @Test
    void one_replica_without_a_limit() {
        Map<String, String> boundless = Map.of(
                "instances", "13000",
                "rate-per-second", "1000000",
                "burst", "1000000",
                "latency.min", "20ms",
                "latency.max", "20ms");
        try (BenchCluster cluster = BenchCluster.of(1, boundless)) {
            // Compiles the code, and lets the rate climb.
            cluster.stop(INSTANCES);
            Duration serviceBefore = cpu(List.of(cluster.replicas.get(0).handle()));
            Duration postgresBefore = cpu(cluster.postgresProcesses.alive());
            BenchFigures run = cluster.stop(INSTANCES);
            double service = cpu(List.of(cluster.replicas.get(0).handle()))
                    .minus(serviceBefore)
                    .toMillis();
            double postgres =
                    cpu(cluster.postgresProcesses.alive()).minus(postgresBefore).toMillis();
            LOG.infof(
                    "no limit, 20 ms: %.0f stops/s; %d slots / 20 ms would allow %d; CPU per stop: service %.2f ms, PostgreSQL %.2f ms",
                    INSTANCES / run.seconds(), SLOTS, SLOTS * 50, service / INSTANCES, postgres / INSTANCES);
            assertThat(run.calls()).isEqualTo(INSTANCES);
            assertThat((service + postgres) / INSTANCES).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void database_per_job() {
        Map<String, String> limited = Map.of(
                "instances", "13000",
                "rate-per-second", "400",
                "burst", "100",
                "latency.min", "50ms",
                "latency.max", "150ms");
        try (BenchCluster cluster = BenchCluster.of(1, limited)) {
            cluster.stop(INSTANCES);
            cluster.sql("SELECT pg_stat_statements_reset()");
            cluster.sql("CREATE EXTENSION pg_walinspect");
            String begin = cluster.lines("SELECT pg_current_wal_lsn()").get(0);
            double from = cluster.number("SELECT pg_current_wal_lsn() - '0/0'");
            cluster.stop(INSTANCES);
            double wal = cluster.number("SELECT pg_current_wal_lsn() - '0/0'") - from;
            double jobs = INSTANCES / 100.0;
            double statements = cluster.number("SELECT sum(calls) FROM pg_stat_statements WHERE " + OURS);
            LOG.infof("per job of 100 at 400/s: %.1f statements, %.1f KB of WAL", statements / jobs, wal / jobs / 1024);
            cluster.lines("SELECT format('%s calls, %s KB of WAL, %s ms: %s', calls, round(wal_bytes / 1024), "
                            + "round(total_exec_time), left(regexp_replace(query, '\\s+', ' ', 'g'), 70)) "
                            + "FROM pg_stat_statements WHERE " + OURS + " ORDER BY wal_bytes DESC LIMIT 12")
                    .forEach(LOG::info);
            double byInstance = cluster.number("SELECT sum(combined_size) FROM pg_get_wal_stats('" + begin
                    + "', pg_current_wal_lsn()) WHERE \"resource_manager/record_type\" = 'Gin'");
            LOG.infof("of it the index by which jobs are found by an instance: %.1f KB", byInstance / jobs / 1024);
            // Outcomes come in from a hundred jobs in turn, so that each moves another job's counters; in one go they
            // would cost half.
            assertThat((wal - byInstance) / jobs / 1024).isLessThanOrEqualTo(64);
            assertThat(byInstance / jobs / 1024).isLessThanOrEqualTo(20);
        }
    }

    /** All but the questions of this test. */
    private static final String OURS = "query NOT LIKE '%client_token LIKE%' AND query NOT LIKE '%pg_%'";

    private static Duration cpu(List<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
