package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class IdempotencyTest {
    private static final int CALLERS = 16;
    private static final int ROUNDS = 50;

    @Inject
    Simulator simulator;

    @Inject
    Pool pool;

    private final String token = UUID.randomUUID().toString();

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void repeat_of_a_finished_request_gives_the_same_job_and_calls_nobody() {
        String id = submit(body(token, "i-sim001"));
        finished(id);
        long calls = simulator.calls().total();
        post(body(token, "i-sim001"))
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .header("Retry-After", nullValue())
                .body("id", equalTo(id))
                .body("state", equalTo("Succeeded"));
        assertThat(simulator.calls().total()).isEqualTo(calls);
    }

    @Test
    void repeat_of_a_request_in_process_is_412_and_names_the_job() {
        String later = "{\"clientToken\": \"" + token + "\", \"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}";
        String id = submit(later);
        post(later)
                .then()
                .statusCode(412)
                .header("Location", "/v1/stop-jobs/" + id)
                .body("code", equalTo("IdempotentProcessing"))
                .body("jobId", equalTo(id))
                .body(
                        "title",
                        equalTo("The request uses the same client token as a previous one that is still in process."));
    }

    @Test
    void another_request_with_the_same_token_is_a_mismatch_whether_the_first_is_over_or_not() {
        String later = "{\"clientToken\": \"" + token + "\", \"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}";
        submit(later);
        post(body(token, "i-sim001")).then().statusCode(400).body("code", equalTo("IdempotentParameterMismatch"));
        String other = UUID.randomUUID().toString();
        finished(submit(body(other, "i-sim001")));
        post(body(other, "i-sim002")).then().statusCode(400).body("code", equalTo("IdempotentParameterMismatch"));
    }

    @Test
    void tokens_are_compared_letter_by_letter() {
        submit(body("A" + token, "i-sim001"));
        submit(body("a" + token, "i-sim002"));
    }

    @Test
    void repeat_after_the_deadline_is_answered_by_the_record_and_not_by_the_clock() {
        Instant deadline = Instant.now().plusSeconds(2);
        String body = "{\"clientToken\": \"" + token + "\", \"instanceIds\": [\"i-sim001\"], \"deadline\": \""
                + deadline + "\"}";
        String id = submit(body);
        finished(id);
        await().until(() -> Instant.now().isAfter(deadline));
        post(body).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void equal_requests_at_once_make_one_job() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String each = UUID.randomUUID().toString();
            List<Response> answers = atOnce(caller -> post(body(each, "i-sim001")));
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
            assertThat(answers)
                    .extracting(Response::statusCode)
                    .allMatch(status -> status == 202 || status == 412 || status == 200);
            assertThat(answers)
                    .extracting(answer -> answer.<String>path(answer.statusCode() == 412 ? "jobId" : "id"))
                    .containsOnly(answers.stream()
                            .filter(answer -> answer.statusCode() == 202)
                            .findFirst()
                            .orElseThrow()
                            .<String>path("id"));
            assertThat(jobsWith(each)).isEqualTo(1);
        }
    }

    @Test
    void different_requests_at_once_with_one_token_make_one_job() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String each = UUID.randomUUID().toString();
            List<Response> answers = atOnce(caller -> post(body(each, caller % 2 == 0 ? "i-sim001" : "i-sim002")));
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 400)
                    .hasSize(CALLERS / 2)
                    .allMatch(answer -> answer.path("code").equals("IdempotentParameterMismatch"));
            assertThat(jobsWith(each)).isEqualTo(1);
        }
    }

    private static String body(String token, String instanceId) {
        return "{\"clientToken\": \"" + token + "\", \"instanceIds\": [\"" + instanceId + "\"]}";
    }

    private long jobsWith(String token) {
        return pool.preparedQuery("SELECT count(*) FROM stop_job WHERE client_token = $1")
                .execute(Tuple.of(token))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<Response> atOnce(IntFunction<Response> call) throws Exception {
        CyclicBarrier together = new CyclicBarrier(CALLERS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                answers.add(callers.submit(() -> {
                    together.await();
                    return call.apply(number);
                }));
            }
            List<Response> done = new ArrayList<>();
            for (Future<Response> answer : answers) {
                done.add(answer.get());
            }
            return done;
        } finally {
            callers.shutdown();
        }
    }
}
