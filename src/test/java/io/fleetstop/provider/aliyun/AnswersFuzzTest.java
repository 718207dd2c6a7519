package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.http.AnsweredForTests;
import io.fleetstop.testing.fuzz.Fuzz;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersFuzzTest {
    private static final List<String> IDS = List.of("i-1", "i-2");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Test
    void every_answer_to_a_stop_has_a_meaning_for_each_instance() {
        Fuzz.neverRefusing()
                .bytes(
                        body -> {
                            for (int status : new int[] {200, 403, 503}) {
                                var exchange = AnsweredForTests.with(status, body);
                                assertThat(StopReading.stop(exchange, IDS).each())
                                        .containsOnlyKeys(IDS);
                                assertThat(StopReading.check(exchange).kind()).isNotNull();
                            }
                        },
                        "{\"RequestId\":\"r-1\"}".getBytes(),
                        "{\"RequestId\":\"r-1\",\"Code\":\"Throttling\",\"Message\":\"m\"}".getBytes(),
                        ("{\"RequestId\":\"r\",\"InstanceResponses\":{\"InstanceResponse\":[{\"InstanceId\":\"i-1\",\"Code\":\"200\","
                                        + "\"PreviousStatus\":\"Running\"},{\"InstanceId\":\"i-2\",\"Code\":\"IncorrectInstanceStatus\"}]}}")
                                .getBytes());
    }

    @Test
    void every_answer_about_states_speaks_of_those_that_were_asked_for() {
        Fuzz.neverRefusing()
                .bytes(
                        body -> assertThat(IDS)
                                .containsAll(StatesReading.read(AnsweredForTests.with(200, body), IDS)
                                        .states()
                                        .keySet()),
                        ("{\"RequestId\":\"r\",\"Instances\":{\"Instance\":[{\"InstanceId\":\"i-1\",\"Status\":\"Running\",\"StartTime\":"
                                        + "\"2026-01-01T00:00Z\"},{\"InstanceId\":\"i-2\",\"Status\":\"Stopped\"}]}}")
                                .getBytes());
    }

    @Test
    void every_hint_is_a_wait_of_a_minute_at_most() {
        Fuzz.neverRefusing()
                .texts(
                        hint -> {
                            var hints = new RetryHints(AnsweredForTests.headers(
                                    "retry-after", hint, "x-acs-retry-after", hint, "x-ratelimit-user-api", hint));
                            assertThat(hints.pause()).isBetween(Duration.ZERO, A_MINUTE);
                            assertThat(hints.pauseWhenThrottled()).isBetween(Duration.ZERO, A_MINUTE);
                        },
                        "2000",
                        "Limit:10,Remain:0,TimeLeft:2000,Reset:1234");
    }
}
