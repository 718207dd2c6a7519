package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Callers that repeat themselves through a load balancer. */
class SameTokenIT {
    private static final int ROUNDS = 20;
    private static final int CALLERS = 16;

    private final String database = TestDatabase.fresh();
    private final LoopbackCloud cloud = LoopbackCloud.start();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final CyclicBarrier together = new CyclicBarrier(CALLERS);
    private ServiceProcess one;
    private ServiceProcess other;

    @BeforeEach
    void start() {
        // Side by side: both may find that the schema is still to be made.
        one = begin();
        other = begin();
        one.awaitReady();
        other.awaitReady();
    }

    @AfterEach
    void end() {
        callers.shutdownNow();
        one.close();
        other.close();
        cloud.close();
    }

    @Test
    void one_token_at_two_replicas_at_once_makes_one_job() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            String token = "round-" + round;
            List<Response> answers = atOnce(cloud.hundred(0).subList(round, round + 1), token);
            List<Response> taken = withStatus(202, answers);
            assertThat(taken).hasSize(1);
            assertThat(answers).extracting(Response::statusCode).containsAnyOf(412, 200);
            assertThat(answers)
                    .extracting(Response::statusCode)
                    .containsOnly(IntStream.of(202, 412, 200)
                            .filter(status -> !withStatus(status, answers).isEmpty())
                            .boxed()
                            .toArray(Integer[]::new));
            assertThat(answers)
                    .extracting(answer -> answer.<String>path(answer.statusCode() == 412 ? "jobId" : "id"))
                    .containsOnly(taken.get(0).<String>path("id"));
            assertThat(new JobRecord(database).jobsWithToken(token)).isEqualTo(1);
        }
        assertThat(cloud.stoppedTwice()).isEmpty();
    }

    private List<Response> atOnce(List<String> instanceIds, String token) throws Exception {
        List<Future<Response>> answers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> callers.submit(() -> {
                    together.await();
                    return ServiceClient.of(caller % 2 == 0 ? one : other).post(instanceIds, token);
                }))
                .toList();
        List<Response> all = new ArrayList<>();
        for (Future<Response> answer : answers) {
            all.add(answer.get());
        }
        return all;
    }

    private static List<Response> withStatus(int status, List<Response> answers) {
        return answers.stream().filter(answer -> answer.statusCode() == status).toList();
    }

    private ServiceProcess begin() {
        return ServiceProcess.begin(
                ServiceEnvironment.onDatabase(database).stoppingIn(cloud).variables());
    }
}
