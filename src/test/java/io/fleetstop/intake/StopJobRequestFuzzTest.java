package io.fleetstop.intake;

import io.fleetstop.problem.Refusal;
import io.fleetstop.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StopJobRequestFuzzTest {

    @Test
    void whatever_comes_is_a_request_within_the_rules_or_a_refusal() {
        new Fuzz(Refusal.class)
                .bytes(
                        body -> {
                            StopJobRequest request = StopJobRequest.read(body);
                            assertThat(request.instanceIds())
                                    .hasSizeBetween(1, 100)
                                    .doesNotHaveDuplicates()
                                    .allMatch(id -> id.matches("[A-Za-z0-9._-]{1,128}"));
                        },
                        "{\"instanceIds\": [\"i-1\", \"i-2\"], \"clientToken\": \"t\", \"maxErrors\": 3, \"maxConcurrency\": 7}"
                                .getBytes(),
                        "{\"instanceIds\":[\"i-1\"],\"waitFor\":\"Stopped\",\"forceAfter\":\"PT5M\",\"forceStop\":true}"
                                .getBytes(),
                        "{\"instanceIds\":[\"i-1\"],\"notBefore\":\"2030-01-01T00:00:00Z\",\"deadline\":\"2030-01-02T00:00:00+08:00\"}"
                                .getBytes(),
                        "{\"instanceIds\":[\"i-1\"],\"stoppedMode\":\"StopCharging\",\"target\":\"a\",\"description\":\"\u00e9\"}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
