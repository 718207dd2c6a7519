package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Instance;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {
    private static final String ID = "i-sim001";
    private static final Duration SOON = Duration.ofMillis(200);

    private RunningSimulator running;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INTERNAL_ERROR, 500, InternalError",
        "SERVICE_UNAVAILABLE, 503, ServiceUnavailable",
        "THROTTLED, 400, Throttling.User",
        "THROTTLED_WITH_HINT, 400, Throttling.User",
        "FORBIDDEN, 403, Forbidden.RAM",
        "KEY_NOT_FOUND, 404, InvalidAccessKeyId.NotFound",
        "INSTANCE_NOT_FOUND, 404, InvalidInstanceId.NotFound",
        "WRONG_STATUS, 403, IncorrectInstanceStatus"
    })
    void refusing_fault_stops_nothing_and_passes(Fault fault, int status, String code) throws Exception {
        running.simulator().faults().onAction("StopInstance", fault, 1);

        var struck = SignedCall.stop(running.endpoint(), ID);
        int stopsBefore = instance().stopsTaken();
        var next = SignedCall.stop(running.endpoint(), ID);

        assertThat(struck.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(struck.body()).getString("Code")).isEqualTo(code);
        assertThat(stopsBefore).isZero();
        assertThat(next.statusCode()).isEqualTo(200);
    }

    @Test
    void connection_broken_before_the_effect_leaves_the_instance_running() {
        running.simulator().faults().onInstance(ID, Fault.BROKEN_BEFORE_EFFECT, 1);

        assertThatThrownBy(() -> SignedCall.stop(running.endpoint(), ID)).isInstanceOf(IOException.class);

        assertThat(instance().stopsTaken()).isZero();
        assertThat(instance().stopCalls()).isZero();
        assertThat(lastCall().code()).isEqualTo("BROKEN_BEFORE_EFFECT");
    }

    @Test
    void connection_broken_after_the_effect_leaves_the_instance_stopping() {
        running.simulator().faults().onInstance(ID, Fault.BROKEN_AFTER_EFFECT, 1);

        assertThatThrownBy(() -> SignedCall.stop(running.endpoint(), ID)).isInstanceOf(IOException.class);

        assertThat(instance().stopsTaken()).isEqualTo(1);
        assertThat(lastCall().tookEffect()).isTrue();
        assertThat(lastCall().httpStatus()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG_BEFORE_EFFECT", "HANG_AFTER_EFFECT"})
    void hanging_call_is_never_answered(Fault fault) {
        running.simulator().faults().onInstance(ID, fault, 1);
        var stop = SignedCall.v3(running.endpoint(), "StopInstance", Map.of("InstanceId", ID));

        assertThatThrownBy(() -> SignedCall.send(stop, SOON)).isInstanceOf(HttpTimeoutException.class);

        assertThat(instance().stopsTaken()).isEqualTo(fault == Fault.HANG_AFTER_EFFECT ? 1 : 0);
    }

    @Test
    void slow_call_is_answered_late() throws Exception {
        running.simulator().faults().slowness(SOON);
        running.simulator().faults().onInstance(ID, Fault.SLOW, 1);
        long sent = System.nanoTime();

        var answer = SignedCall.stop(running.endpoint(), ID);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void proxys_page_is_not_json_and_stops_nothing() throws Exception {
        running.simulator().faults().onInstance(ID, Fault.BAD_GATEWAY_PAGE, 1);

        var answer = SignedCall.stop(running.endpoint(), ID);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(instance().stopsTaken()).isZero();
    }

    @Test
    void truncated_body_is_no_json_though_the_stop_took_effect() throws Exception {
        running.simulator().faults().onInstance(ID, Fault.TRUNCATED_BODY, 1);

        var answer = SignedCall.stop(running.endpoint(), ID);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> new JsonObject(answer.body())).isInstanceOf(DecodeException.class);
        assertThat(instance().stopsTaken()).isEqualTo(1);
    }

    @Test
    void body_may_be_empty_or_far_too_large() throws Exception {
        running.simulator().faults().onInstance("i-sim001", Fault.EMPTY_BODY, 1);
        running.simulator().faults().onInstance("i-sim002", Fault.OVERSIZED_BODY, 1);

        assertThat(SignedCall.stop(running.endpoint(), "i-sim001").body()).isEmpty();
        assertThat(SignedCall.stop(running.endpoint(), "i-sim002").body()).hasSizeGreaterThan(8_000_000);
    }

    @Test
    void fault_on_an_instance_spares_calls_that_only_read_it() throws Exception {
        running.simulator().faults().onInstance(ID, Fault.INTERNAL_ERROR, 1);
        var read = Map.of("RegionId", "cn-hangzhou", "InstanceIds", "[\"" + ID + "\"]");

        var answer = SignedCall.send(SignedCall.v3(running.endpoint(), "DescribeInstances", read));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SignedCall.stop(running.endpoint(), ID).statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RETRY_AFTER | x-acs-retry-after | 1000",
                "RATE_LIMIT | x-ratelimit-user-api | Limit:1,Remain:0,TimeLeft:1000,Reset:1000"
            })
    void throttled_answer_may_say_when_to_come_back(ThrottleHint hint, String header, String value) throws Exception {
        running.simulator().limits().set(1, 1);
        running.simulator().limits().hint(hint);
        SignedCall.stop(running.endpoint(), "i-sim001");

        var answer = SignedCall.stop(running.endpoint(), "i-sim002");

        assertThat(answer.headers().firstValue(header)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED,", "THROTTLED_WITH_HINT, 1000"})
    void throttling_fault_may_say_when_to_come_back(Fault fault, String hint) throws Exception {
        running.simulator().faults().onInstance(ID, fault, 1);

        var answer = SignedCall.stop(running.endpoint(), ID);

        assertThat(answer.headers().firstValue("x-acs-retry-after").orElse(null))
                .isEqualTo(hint);
    }

    @Test
    void read_of_instances_that_seem_not_to_exist_lists_none() throws Exception {
        running.simulator().faults().onAction("DescribeInstances", Fault.INSTANCE_NOT_FOUND, 1);
        var read = Map.of("RegionId", "cn-hangzhou", "InstanceIds", "[\"" + ID + "\"]");

        var answer = SignedCall.send(SignedCall.v3(running.endpoint(), "DescribeInstances", read));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getInteger("TotalCount")).isZero();
    }

    @Test
    void connection_is_refused_while_it_does_not_listen_and_taken_on_the_same_port_afterwards() throws Exception {
        int port = running.simulator().port();
        wait(running.simulator().stop());

        assertThatThrownBy(() -> SignedCall.stop(running.endpoint(), ID)).isInstanceOf(ConnectException.class);

        assertThat(wait(running.simulator().start())).isEqualTo(port);
        assertThat(SignedCall.stop(running.endpoint(), ID).statusCode()).isEqualTo(200);
    }

    private static <T> T wait(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void senseless_plans_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> running.simulator().faults().onInstance(ID, Fault.SLOW, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> running.simulator().limits().set(0, 1));
    }

    @Test
    void call_log_tells_what_was_asked_and_what_came_of_it() throws Exception {
        running.advance(Duration.ofSeconds(2));
        SignedCall.stop(running.endpoint(), ID);
        SignedCall.stop(running.endpoint(), ID);

        assertThat(running.simulator().calls().all())
                .containsExactly(
                        new CallRecord(Duration.ofSeconds(2), "StopInstance", List.of(ID), true, "OK", 200),
                        new CallRecord(
                                Duration.ofSeconds(2),
                                "StopInstance",
                                List.of(ID),
                                false,
                                "IncorrectInstanceStatus",
                                403));
    }

    private Instance instance() {
        return running.simulator().fleet().find(ID).orElseThrow();
    }

    private CallRecord lastCall() {
        return running.simulator().calls().last(1).get(0);
    }
}
