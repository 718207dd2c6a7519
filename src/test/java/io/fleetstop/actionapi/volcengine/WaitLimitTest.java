package io.fleetstop.actionapi.volcengine;

import com.volcengine.ApiException;
import io.fleetstop.actionapi.ShortPatience;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.fleetstop.testing.VolcengineClient.Stopped;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.testing.VolcengineClient.code;
import static io.fleetstop.testing.VolcengineClient.message;
import static io.fleetstop.testing.VolcengineClient.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a caller is told whose job takes longer than a call may wait. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(ShortPatience.class)
class WaitLimitTest {
    private static final Pattern TOLD =
            Pattern.compile("job ([0-9a-f-]{36}) .* ClientToken=(\\S+) .* (/v1/stop-jobs/[0-9a-f-]{36})");

    @Inject
    Simulator simulator;

    private VolcengineClient client;

    @BeforeEach
    void setup() {
        simulator.reset();
        client = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    @Test
    void caller_without_a_token_is_told_the_one_with_which_to_wait_on() throws Exception {
        // No answer within the 2 s that a call to the cloud may take here: the job cannot be over in one.
        simulator.faults().onInstance("i-sim101", Fault.HANG_BEFORE_EFFECT, 1);

        Matcher told = told(refused(() -> client.stop(List.of("i-sim101"), Map.of())));

        await().until(() -> given().get(told.group(3)).path("finishedAt") != null);
        Stopped stopped = client.stop(List.of("i-sim101"), Map.of("ClientToken", told.group(2)));
        assertThat(stopped.jobId).isEqualTo(told.group(1));
        assertThat(stopped.details.get(0).code()).isNull();
        assertThat(simulator.fleet().find("i-sim101").orElseThrow().stopsTaken())
                .isEqualTo(1);
    }

    @Test
    void same_call_waits_on_as_long_as_the_job_runs_and_gets_its_end_without_a_call_to_the_cloud() throws Exception {
        Map<String, String> token = Map.of("ClientToken", UUID.randomUUID().toString());
        List<String> busyForMinutes = List.of("i-sim120");

        Matcher first = told(refused(() -> client.stop(busyForMinutes, token)));
        Matcher second = told(refused(() -> client.stop(busyForMinutes, token)));
        var mismatch = refused(() -> client.stop(List.of("i-sim101"), token));
        given().post(first.group(3) + "/cancel");
        await().until(() -> given().get(first.group(3)).path("finishedAt") != null);
        long calls = simulator.calls().total();
        Stopped stopped = client.stop(busyForMinutes, token);

        assertThat(first.group(2)).isEqualTo(token.get("ClientToken"));
        assertThat(second.group(1)).isEqualTo(first.group(1));
        assertThat(code(mismatch)).isEqualTo("IdempotentParameterMismatch");
        assertThat(stopped.jobId).isEqualTo(first.group(1));
        assertThat(stopped.details.get(0).code()).isNotNull();
        assertThat(simulator.calls().total()).isEqualTo(calls);
    }

    private static Matcher told(ApiException refusal) {
        assertThat(refusal.getCode()).isEqualTo(412);
        assertThat(code(refusal)).isEqualTo("IdempotentProcessing");
        Matcher told = TOLD.matcher(message(refusal));
        assertThat(told.find()).as(message(refusal)).isTrue();
        return told;
    }
}
