package io.fleetstop.intake;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTest {
    private static final String PLAIN = "{\"instanceIds\":[\"i-1\",\"i-2\"]}";

    @Test
    void order_repeats_defaults_and_description_do_not_matter() {
        assertThat(
                        List.of(
                                "{\"instanceIds\":[\"i-2\",\"i-1\"]}",
                                "{\"instanceIds\":[\"i-1\",\"i-2\",\"i-1\"]}",
                                "{\"instanceIds\":[\"i-1\",\"i-2\"],\"description\":\"nightly\"}",
                                "{\"instanceIds\":[\"i-1\",\"i-2\"],\"clientToken\":\"t\"}",
                                "{\"instanceIds\":[\"i-1\",\"i-2\"],\"stoppedMode\":\"KeepCharging\",\"forceStop\":false,"
                                        + "\"confirmStop\":false,\"dryRun\":false,\"waitFor\":\"Accepted\",\"maxErrors\":null}"))
                .allSatisfy(body -> assertThat(fingerprint(body)).isEqualTo(fingerprint(PLAIN)));
    }

    @Test
    void everything_that_changes_what_is_done_does() {
        Set<String> seen = new HashSet<>(Set.of(fingerprint(PLAIN)));
        assertThat(List.of(
                        "{\"instanceIds\":[\"i-1\"]}",
                        "{\"instanceIds\":[\"i-1i-2\"]}",
                        "{\"instanceIds\":[\"i-1\",\"I-2\"]}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"stoppedMode\":\"StopCharging\"}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"forceStop\":true}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"confirmStop\":true}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"dryRun\":true}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"waitFor\":\"Stopped\"}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"waitFor\":\"Stopped\",\"forceAfter\":\"PT30S\"}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"maxConcurrency\":1}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"maxErrors\":1}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"notBefore\":\"2030-01-01T00:00:00Z\"}",
                        "{\"instanceIds\":[\"i-1\",\"i-2\"],\"deadline\":\"2030-01-01T00:00:00Z\"}"))
                .allSatisfy(
                        body -> assertThat(seen.add(fingerprint(body))).as(body).isTrue());
        assertThat(seen.add(fingerprint(PLAIN, "other-target"))).isTrue();
    }

    @Test
    void one_moment_written_in_two_zones_is_one_moment() {
        assertThat(fingerprint("{\"instanceIds\":[\"i-1\"],\"deadline\":\"2030-01-01T08:00:00+08:00\"}"))
                .isEqualTo(fingerprint("{\"instanceIds\":[\"i-1\"],\"deadline\":\"2030-01-01T00:00:00Z\"}"));
    }

    private static String fingerprint(String body) {
        return fingerprint(body, "target");
    }

    private static String fingerprint(String body, String target) {
        StopJobRequest request = StopJobRequest.read(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Fingerprint.of(request.instanceIds(), target, request.options(), null));
    }
}
