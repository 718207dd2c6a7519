package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.http.AnsweredForTests;
import io.fleetstop.testing.fuzz.Fuzz;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersFuzzTest {
    private static final List<String> IDS = List.of("i-1", "i-2");

    @Test
    void every_answer_to_a_stop_has_a_meaning_for_each_instance() {
        Fuzz.neverRefusing()
                .bytes(
                        body -> {
                            for (int status : new int[] {200, 400, 503}) {
                                var exchange = AnsweredForTests.with(status, body);
                                assertThat(StopReading.stop(exchange, IDS).each())
                                        .containsOnlyKeys(IDS);
                                assertThat(StopReading.check(exchange).kind()).isNotNull();
                            }
                        },
                        "{\"ResponseMetadata\":{\"RequestId\":\"r\",\"Error\":{\"Code\":\"FlowLimitExceeded\",\"Message\":\"m\"}}}"
                                .getBytes(),
                        ("{\"ResponseMetadata\":{\"RequestId\":\"r\"},\"Result\":{\"OperationDetails\":[{\"InstanceId\":\"i-1\"},"
                                        + "{\"InstanceId\":\"i-2\",\"Error\":{\"Code\":\"InvalidInstance.NotFound\",\"Message\":\"m\"}}]}}")
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
                        ("{\"ResponseMetadata\":{\"RequestId\":\"r\"},\"Result\":{\"Instances\":[{\"InstanceId\":\"i-1\",\"Status\":"
                                        + "\"RUNNING\"},{\"InstanceId\":\"i-2\",\"Status\":\"STOPPED\"}]}}")
                                .getBytes());
    }

    @Test
    void every_hint_is_a_wait_of_a_minute_at_most() {
        Fuzz.neverRefusing()
                .texts(
                        hint -> assertThat(RetryHint.in(AnsweredForTests.headers("retry-after", hint)))
                                .isBetween(Duration.ZERO, Duration.ofMinutes(1)),
                        "2");
    }
}
