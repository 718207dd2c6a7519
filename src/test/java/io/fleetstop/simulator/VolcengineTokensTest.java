package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a {@code ClientToken} does in Volcengine's dialect. */
class VolcengineTokensTest extends VolcengineCalls {

    @Test
    void token_of_65_characters_is_malformed() throws Exception {
        assertThat(code(stop(List.of("i-sim001"), Map.of("ClientToken", "t".repeat(65)))))
                .isEqualTo("InvalidClientToken.Malformed");
    }

    @Test
    void same_token_and_parameters_have_the_same_answer_and_stop_nothing_again() throws Exception {
        var first = stop(List.of("i-sim001", "i-sim002"), Map.of("ClientToken", "t"));
        running.simulator().fleet().find("i-sim001").orElseThrow().startAgain(Instant.EPOCH);
        var again = stop(List.of("i-sim002", "i-sim001"), Map.of("ClientToken", "t"));

        assertThat(result(again)).isEqualTo(result(first));
        assertThat(status("i-sim001")).isEqualTo(Status.RUNNING);
        assertThat(running.simulator().calls().all().get(1).tookEffect()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"i-sim002, KeepCharging, false", "i-sim001, StopCharging, false", "i-sim001, KeepCharging, true"})
    void same_token_with_other_parameters_is_refused(String id, String mode, String force) throws Exception {
        stop(List.of("i-sim001"), Map.of("ClientToken", "t", "StoppedMode", "KeepCharging"));
        var answer = stop(List.of(id), Map.of("ClientToken", "t", "StoppedMode", mode, "ForceStop", force));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void refusal_is_repeated_under_its_token_and_not_under_another() throws Exception {
        String id = id(Scenario.DISK_BUSY);
        stop(List.of(id), Map.of("ClientToken", "t"));
        stop(List.of(id), Map.of("ClientToken", "u"));

        assertThat(verdicts(stop(List.of(id), Map.of("ClientToken", "t"))))
                .isEqualTo(Map.of(id, "OperationDenied.ResourceLocked"));
        assertThat(verdicts(stop(List.of(id), Map.of("ClientToken", "v")))).isEqualTo(Map.of(id, ""));
    }
}
