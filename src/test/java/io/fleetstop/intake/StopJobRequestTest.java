package io.fleetstop.intake;

import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.fleetstop.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StopJobRequestTest {

    @Test
    void every_field_is_read() {
        StopJobRequest request = read("""
                {"instanceIds": ["i-1", "i-2"], "clientToken": "t", "target": "prod", "stoppedMode": "StopCharging",
                 "forceStop": true, "confirmStop": true, "dryRun": true, "waitFor": "Stopped", "maxConcurrency": 7, "maxErrors": 0,
                 "forceAfter": "PT5M", "notBefore": "2030-01-01T00:00:00Z", "deadline": "2030-01-02T00:00:00+08:00",
                 "description": "nightly"}""");
        assertThat(request.instanceIds()).containsExactly("i-1", "i-2");
        assertThat(request.clientToken()).isEqualTo("t");
        assertThat(request.target()).isEqualTo("prod");
        assertThat(request.description()).isEqualTo("nightly");
        assertThat(request.options().stoppedMode()).isEqualTo(StoppedMode.StopCharging);
        assertThat(request.options().forceStop()).isTrue();
        assertThat(request.options().confirmStop()).isTrue();
        assertThat(request.options().dryRun()).isTrue();
        assertThat(request.options().waitFor()).isEqualTo(WaitFor.Stopped);
        assertThat(request.options().maxConcurrency()).isEqualTo(7);
        assertThat(request.options().maxErrors()).isZero();
        assertThat(request.options().forceAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.options().notBefore()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(request.options().deadline()).isEqualTo(Instant.parse("2030-01-01T16:00:00Z"));
    }

    @Test
    void repeated_ids_collapse_and_keep_the_first_place() {
        assertThat(read("{\"instanceIds\": [\"i-2\", \"i-1\", \"i-2\"]}").instanceIds())
                .containsExactly("i-2", "i-1");
    }

    @Test
    void hundred_distinct_ids_are_taken_even_when_some_are_said_twice() {
        assertThat(read("{\"instanceIds\": [\"i-0\", " + ids(100) + "]}").instanceIds())
                .hasSize(100);
    }

    @Test
    void hundred_and_first_id_is_refused() {
        assertThat(refusal("{\"instanceIds\": [" + ids(101) + "]}")).isEqualTo("InvalidCount.Malformed");
    }

    @ParameterizedTest(name = "{0} is refused as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                            | MissingParameter.InstanceId
            {"instanceIds": null}                                         | MissingParameter.InstanceId
            {"instanceIds": [""]}                                         | MissingParameter.InstanceId
            {"instanceIds": [null]}                                       | MissingParameter.InstanceId
            {"instanceIds": []}                                           | InvalidCount.Malformed
            {"instanceIds": "i-1"}                                        | InvalidArgument
            {"instanceIds": {"0": "i-1"}}                                 | InvalidArgument
            {"instanceIds": [1]}                                          | InvalidArgument
            {"instanceIds": ["i 1"]}                                      | InvalidArgument
            {"instanceIds": ["i-1&Action=DeleteInstance"]}                | InvalidArgument
            {"instanceIds": ["i-1,i-2"]}                                  | InvalidArgument
            {"instanceIds": ["../../x"]}                                  | InvalidArgument
            {"instanceIds": ["і-1"]}                                      | InvalidArgument
            {"instanceIds": ["i-1\\u0000"]}                               | InvalidArgument
            {"instanceIds": ["i-1"], "clientToken": ""}                   | InvalidClientToken.Malformed
            {"instanceIds": ["i-1"], "clientToken": "a b"}                | InvalidClientToken.Malformed
            {"instanceIds": ["i-1"], "clientToken": "é"}                  | InvalidClientToken.Malformed
            {"instanceIds": ["i-1"], "clientToken": "a\\u007f"}           | InvalidClientToken.Malformed
            {"instanceIds": ["i-1"], "clientToken": 5}                    | InvalidClientToken.Malformed
            {"instanceIds": ["i-1"], "stoppedMode": "Hibernate"}          | InvalidStoppedMode.Malformed
            {"instanceIds": ["i-1"], "stoppedMode": "keepcharging"}       | InvalidStoppedMode.Malformed
            {"instanceIds": ["i-1"], "stoppedMode": ""}                   | InvalidStoppedMode.Malformed
            {"instanceIds": ["i-1"], "stoppedMode": 1}                    | InvalidStoppedMode.Malformed
            {"instanceIds": ["i-1"], "forceStop": "true"}                 | InvalidArgument
            {"instanceIds": ["i-1"], "forceStop": 1}                      | InvalidArgument
            {"instanceIds": ["i-1"], "waitFor": "Deleted"}                | InvalidArgument
            {"instanceIds": ["i-1"], "maxConcurrency": 0}                 | InvalidArgument
            {"instanceIds": ["i-1"], "maxConcurrency": 101}               | InvalidArgument
            {"instanceIds": ["i-1"], "maxConcurrency": 1.5}               | InvalidArgument
            {"instanceIds": ["i-1"], "maxConcurrency": "1"}               | InvalidArgument
            {"instanceIds": ["i-1"], "maxErrors": -1}                     | InvalidArgument
            {"instanceIds": ["i-1"], "maxErrors": 9223372036854775808}    | InvalidArgument
            {"instanceIds": ["i-1"], "maxErrors": 1e999}                  | InvalidArgument
            {"instanceIds": ["i-1"], "forceAfter": "PT30S"}               | InvalidArgument
            {"instanceIds": ["i-1"], "waitFor": "Stopped", "forceAfter": "PT9S"}    | InvalidArgument
            {"instanceIds": ["i-1"], "waitFor": "Stopped", "forceAfter": "PT61M"}   | InvalidArgument
            {"instanceIds": ["i-1"], "waitFor": "Stopped", "forceAfter": "30 s"}    | InvalidArgument
            {"instanceIds": ["i-1"], "waitFor": "Stopped", "forceAfter": "PT10.5S"} | InvalidArgument
            {"instanceIds": ["i-1"], "notBefore": "tomorrow"}             | InvalidArgument
            {"instanceIds": ["i-1"], "notBefore": "2030-01-01"}           | InvalidArgument
            {"instanceIds": ["i-1"], "deadline": "+999999999-01-01T00:00:00Z"} | InvalidArgument
            {"instanceIds": ["i-1"], "deadline": 1893456000}              | InvalidArgument
            {"instanceIds": ["i-1"], "notBefore": "-200000-01-01T00:00:00Z"}                 | InvalidArgument
            {"instanceIds": ["i-1"], "notBefore": "-999999999-01-01T00:00:00+18:00"}         | InvalidArgument
            {"instanceIds": ["i-1"], "description": "a\\u0000b"}          | InvalidArgument
            {"instanceIds": ["i-1"], "description": "a\\ud800b"}          | InvalidArgument
            {"instanceIds": ["i-1"], "target": ["a"]}                     | InvalidArgument
            {"instanceIds": ["i-1"], "regionId": "cn-hangzhou"}           | InvalidArgument
            {"instanceIds": ["i-1"], "instanceIds": ["i-2"]}              | InvalidArgument
            {"instanceIds": ["i-1"]} {}                                   | InvalidArgument
            {"instanceIds": ["i-1"],}                                     | InvalidArgument
            {"instanceIds": [[[[[[["i-1"]]]]]]]}                          | InvalidArgument
            ["i-1"]                                                       | InvalidArgument
            null                                                          | InvalidArgument
            ``                                                            | InvalidArgument
            <xml/>                                                        | InvalidArgument
            """)
    void bad_request_is_refused_with_its_code(String body, String code) {
        assertThat(refusal(body)).isEqualTo(code);
    }

    @Test
    void every_fault_is_named_at_once() {
        Refusal refusal = refused("{\"instanceIds\": [\"i 1\"], \"forceStop\": 1, \"colour\": \"red\"}");
        assertThat(refusal.faults())
                .extracting(Refusal.FieldFault::field)
                .containsExactly("instanceIds[0]", "forceStop", "colour");
    }

    @Test
    void refusal_is_not_many_times_larger_than_the_request() {
        String ids = String.join(",", Collections.nCopies(30_000, "1"));
        assertThat(refused("{\"instanceIds\": [" + ids + "]}").faults()).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void refusal_never_quotes_what_was_sent() {
        assertThat(refused("{\"instanceIds\": [\"i-1\"], \"notBefore\": \"s3cret\"}")
                        .getMessage())
                .doesNotContain("s3cret");
        assertThat(refused("{\"s3cret\" s3cret").getMessage()).doesNotContain("s3cret");
    }

    @Test
    void text_of_256_characters_is_counted_in_characters() {
        String moons = "\uD83C\uDF19".repeat(256);
        assertThat(read("{\"instanceIds\": [\"i-1\"], \"description\": \"" + moons + "\"}")
                        .description())
                .isEqualTo(moons);
        assertThat(refusal("{\"instanceIds\": [\"i-1\"], \"description\": \"" + moons + "x\"}"))
                .isEqualTo("InvalidArgument");
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(place -> "\"i-" + place + "\"")
                .collect(Collectors.joining(","));
    }

    private static String refusal(String body) {
        return refused(body).code().word();
    }

    private static Refusal refused(String body) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));
        assertThat(refusal).as("must be refused: " + body).isNotNull();
        return refusal;
    }

    private static StopJobRequest read(String body) {
        return StopJobRequest.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
