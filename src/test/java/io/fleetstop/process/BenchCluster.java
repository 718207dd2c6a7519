package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Replicas of the packaged service, a PostgreSQL of their own that counts its statements, and a cloud with a hidden limit. */
final class BenchCluster implements AutoCloseable {
    private static final int JOB_SIZE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    final LoopbackCloud cloud;
    final OwnPostgres postgres;
    final PostgresProcesses postgresProcesses;
    final List<ServiceProcess> replicas = new ArrayList<>();
    private final Path folder;
    private final String database;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private int runs;

    private BenchCluster(int count, Map<String, String> cloudProperties) {
        try {
            folder = Files.createTempDirectory("bench");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        cloud = LoopbackCloud.start(cloudProperties);
        postgres = OwnPostgres.start(folder);
        postgresProcesses = new PostgresProcesses(folder);
        database = postgres.database("bench");
        countStatements();
        for (int number = 0; number < count; number++) {
            replicas.add(ServiceProcess.begin(environment().variables()));
        }
        replicas.forEach(ServiceProcess::awaitReady);
    }

    /** @param cloudProperties of the simulator, without the common prefix */
    static BenchCluster of(int replicas, Map<String, String> cloudProperties) {
        return new BenchCluster(replicas, cloudProperties);
    }

    private ServiceEnvironment environment() {
        return ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                .with("FLEETSTOP_TENANTS__DEFAULT__MAX_OPEN_OPERATIONS", "50000");
    }

    private void countStatements() {
        sql("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        postgres.restart();
        postgres.awaitAccepting();
        sql("CREATE EXTENSION pg_stat_statements");
    }

    /** Nothing was ever learned: all replicas begin anew with their next draw. */
    void cool() {
        sql(
                "UPDATE pace SET epoch = epoch + 1, phase = 'Climb', rate = 40, refill = 40, hungry_seconds = 0, hungry_at = NULL,"
                        + " empty_at = NULL, full_at = NULL, accepted = 0, throttled = 0, drained_calls = 0, drained_seconds = 0");
    }

    /** Stops so many instances with jobs of a hundred, sent to all replicas in turn. Returns when every outcome is on record. */
    BenchFigures stop(int instances) {
        cloud.reset();
        List<String> ids = cloud.normal().subList(0, instances);
        String run = "run-" + ++runs;
        int jobs = instances / JOB_SIZE;
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, jobs)
                .mapToObj(job -> post(
                        replicas.get(job % replicas.size()),
                        run + "-" + job,
                        ids.subList(job * JOB_SIZE, (job + 1) * JOB_SIZE)))
                .toList();
        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
        String ours = " FROM stop_job WHERE client_token LIKE '" + run + "-%'";
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> number("SELECT count(*)" + ours + " AND finished_at IS NULL") == 0);
        assertThat(number("SELECT sum(accepted)" + ours)).isEqualTo(instances);
        double seconds = number("SELECT extract(epoch FROM max(finished_at) - min(created_at))" + ours);
        long calls = cloud.stopCalls().size();
        assertThat((long) cloud.callsHeld()).as("the cloud's log is whole").isEqualTo(cloud.callsEver());
        return new BenchFigures(instances, seconds, calls, cloud.throttled());
    }

    private CompletableFuture<HttpResponse<String>> post(ServiceProcess replica, String token, List<String> ids) {
        String body = "{\"clientToken\":\"" + token + "\",\"instanceIds\":"
                + ids.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")) + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(replica.url() + "/v1/stop-jobs"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The address of the database, with user and password. */
    String database() {
        return database;
    }

    void sql(String statement) {
        try (Connection connection = TestDatabase.connect(database);
                Statement each = connection.createStatement()) {
            each.execute(statement);
        } catch (SQLException broken) {
            throw new IllegalStateException(statement, broken);
        }
    }

    double number(String query) {
        return Double.parseDouble(lines(query).get(0));
    }

    List<String> lines(String query) {
        List<String> lines = new ArrayList<>();
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(query, broken);
        }
        return lines;
    }

    @Override
    public void close() {
        replicas.forEach(ServiceProcess::close);
        postgres.close();
        cloud.close();
        postgresProcesses.end();
    }
}
