package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Status;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Quota, faults and signature in Volcengine's dialect. */
class VolcengineFaultsTest extends VolcengineCalls {

    @Test
    void past_the_quota_the_gateway_refuses_the_whole_call() throws Exception {
        running.simulator().limits().set(0.5, 1);
        running.simulator().limits().hint(ThrottleHint.RETRY_AFTER);
        stop(List.of("i-sim001"), Map.of());
        var answer = stop(List.of("i-sim002"), Map.of());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(answer.body())
                        .getJsonObject("ResponseMetadata")
                        .getJsonObject("Error")
                        .getInteger("CodeN"))
                .isEqualTo(100018);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        running.advance(Duration.ofSeconds(2));
        assertThat(stop(List.of("i-sim002"), Map.of()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, FlowLimitExceeded",
        "INTERNAL_ERROR, InternalError",
        "INSTANCE_NOT_FOUND, InvalidInstance.NotFound",
        "WRONG_STATUS, InvalidInstanceStatus"
    })
    void fault_on_an_instance_leaves_the_others_of_the_call_alone(Fault fault, String code) throws Exception {
        running.simulator().faults().onInstance("i-sim001", fault, 1);
        var answer = stop(List.of("i-sim001", "i-sim002"), Map.of());

        assertThat(verdicts(answer)).isEqualTo(Map.of("i-sim001", code, "i-sim002", ""));
        assertThat(status("i-sim001")).isEqualTo(Status.RUNNING);
        assertThat(status("i-sim002")).isEqualTo(Status.STOPPING);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, 429, FlowLimitExceeded",
        "INTERNAL_ERROR, 500, InternalError",
        "SERVICE_UNAVAILABLE, 503, ServiceUnavailableTemp",
        "FORBIDDEN, 403, AccessDenied",
        "KEY_NOT_FOUND, 401, InvalidAccessKey"
    })
    void fault_on_the_action_refuses_the_whole_call(Fault fault, int status, String code) throws Exception {
        running.simulator().faults().onAction("StopInstances", fault, 1);
        var answer = stop(List.of("i-sim001", "i-sim002"), Map.of());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(status("i-sim002")).isEqualTo(Status.RUNNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN_BEFORE_EFFECT", "BROKEN_AFTER_EFFECT"})
    void broken_call_has_no_answer_with_or_without_effect(Fault fault) {
        running.simulator().faults().onInstance("i-sim001", fault, 1);

        // A POST: the client of this test sends a GET again by itself.
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SignedApiCall.post(
                        running.endpoint(),
                        "StopInstances",
                        "application/x-www-form-urlencoded",
                        "InstanceIds.1=i-sim001"));
        assertThat(status("i-sim001")).isEqualTo(fault == Fault.BROKEN_AFTER_EFFECT ? Status.STOPPING : Status.RUNNING);
        assertThat(running.simulator().calls().all().get(0).httpStatus()).isZero();
    }

    @Test
    void both_dialects_speak_of_the_same_instances() throws Exception {
        SignedCall.stop(running.endpoint(), "i-sim001");

        assertThat(verdicts(stop(List.of("i-sim001"), Map.of())))
                .isEqualTo(Map.of("i-sim001", "InvalidInstanceStatus"));
        assertThat(running.simulator().calls().all())
                .extracting(CallRecord::action)
                .containsExactly("StopInstance", "StopInstances");
    }

    @Test
    void signature_that_does_not_match_is_refused_before_anything_is_stopped() throws Exception {
        var request = SignedApiCall.signed(
                "POST",
                running.endpoint(),
                "StopInstances",
                Map.of("InstanceIds.1", "i-sim001"),
                "application/json",
                "{\"ForceStop\":false}");
        request.POST(BodyPublishers.ofString("{\"ForceStop\":true}"));
        var answer = SignedCall.send(request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("SignatureDoesNotMatch");
        assertThat(status("i-sim001")).isEqualTo(Status.RUNNING);
    }
}
