package io.fleetstop.simulator;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.StopInstancesRequest;
import com.aliyun.ecs20140526.models.StopInstancesResponseBody.StopInstancesResponseBodyInstanceResponsesInstanceResponse;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Many instances with one call, as the vendor's present client makes it. */
class ManyByOfficialClientTest {
    private RunningSimulator running;
    private Client client;

    @BeforeEach
    void setup() throws Exception {
        running = RunningSimulator.start();
        client = new Client(new Config()
                .setAccessKeyId("simulator")
                .setAccessKeySecret("simulator-secret")
                .setRegionId("cn-hangzhou")
                .setEndpoint(running.endpoint())
                .setProtocol("HTTP"));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void all_together_stops_all_and_tells_of_each() throws Exception {
        var verdicts = verdicts(together("i-sim001", "i-sim002"));

        assertThat(verdicts)
                .extracting(
                        each -> each.getInstanceId(),
                        each -> each.getPreviousStatus(),
                        each -> each.getCurrentStatus(),
                        each -> each.getCode(),
                        each -> each.getMessage())
                .containsExactly(
                        tuple("i-sim001", "Running", "Stopping", "200", "success"),
                        tuple("i-sim002", "Running", "Stopping", "200", "success"));
        assertThat(instance("i-sim002").stopsTaken()).isEqualTo(1);
        running.advance(Duration.ofSeconds(9));
        assertThat(instance("i-sim002").status()).isEqualTo(Status.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AllTogether", ""})
    void one_failure_fails_all_together_and_nothing_is_stopped(String optimization) {
        String locked = id(Scenario.LOCKED);

        var error = refused(together("i-sim001", locked, "i-nowhere")
                .setBatchOptimization(optimization.isEmpty() ? null : optimization));

        assertThat(error.getStatusCode()).isEqualTo(403);
        assertThat(error.getCode()).isEqualTo("InstanceLockedForSecurity");
        assertThat(instance("i-sim001").status()).isEqualTo(Status.RUNNING);
        assertThat(instance("i-sim001").stopCalls()).isEqualTo(1);
        assertThat(running.simulator().calls().last(1).get(0).tookEffect()).isFalse();
    }

    @Test
    void success_first_stops_what_it_can_and_judges_each() throws Exception {
        String locked = id(Scenario.LOCKED);

        var verdicts = verdicts(each("i-sim001", locked, "i-nowhere", id(Scenario.ALREADY_STOPPED)));

        assertThat(verdicts)
                .extracting(each -> each.getCode(), each -> each.getMessage(), each -> each.getCurrentStatus())
                .containsExactly(
                        tuple("200", "success", "Stopping"),
                        tuple(
                                "InstanceLockedForSecurity",
                                "The specified operation is denied as your instance is locked for security reasons.",
                                null),
                        tuple("InvalidInstanceId.NotFound", "The specified InstanceId does not exist.", null),
                        tuple(
                                "IncorrectInstanceStatus",
                                "The current status of the resource does not support this operation.",
                                null));
        assertThat(instance("i-sim001").stopsTaken()).isEqualTo(1);
        assertThat(running.simulator().calls().last(1).get(0))
                .isEqualTo(new CallRecord(
                        running.simulator().calls().last(1).get(0).at(),
                        "StopInstances",
                        List.of("i-sim001", locked, id(Scenario.ALREADY_STOPPED)),
                        true,
                        "OK",
                        200));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, Throttling.User",
        "THROTTLED_WITH_HINT, Throttling.User",
        "INTERNAL_ERROR, InternalError",
        "INSTANCE_NOT_FOUND, InvalidInstanceId.NotFound",
        "WRONG_STATUS, IncorrectInstanceStatus"
    })
    void fault_on_an_instance_leaves_the_others_of_success_first_alone(Fault fault, String code) throws Exception {
        running.simulator().faults().onInstance("i-sim001", fault, 1);

        var verdicts = verdicts(each("i-sim001", "i-sim002"));

        assertThat(verdicts).extracting(each -> each.getCode()).containsExactly(code, "200");
        assertThat(instance("i-sim001").status()).isEqualTo(Status.RUNNING);
        assertThat(instance("i-sim002").status()).isEqualTo(Status.STOPPING);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, Throttling.User",
        "INTERNAL_ERROR, InternalError",
        "INSTANCE_NOT_FOUND, InvalidInstanceId.NotFound",
        "WRONG_STATUS, IncorrectInstanceStatus"
    })
    void fault_on_an_instance_fails_all_together(Fault fault, String code) {
        running.simulator().faults().onInstance("i-sim002", fault, 1);

        assertThat(refused(together("i-sim001", "i-sim002")).getCode()).isEqualTo(code);
        assertThat(instance("i-sim001").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void fault_that_no_verdict_can_tell_strikes_the_whole_call() {
        running.simulator().faults().onInstance("i-sim002", Fault.SERVICE_UNAVAILABLE, 1);

        assertThat(refused(each("i-sim001", "i-sim002")).getCode()).isEqualTo("ServiceUnavailable");
        assertThat(instance("i-sim001").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void many_count_as_one_call_against_the_quota() throws Exception {
        running.simulator().limits().set(1, 1);
        verdicts(each("i-sim001", "i-sim002"));

        assertThat(refused(each("i-sim003")).getCode()).isEqualTo("Throttling.User");
        assertThat(running.simulator().calls().last(1).get(0).httpStatus()).isEqualTo(400);
    }

    @Test
    void dry_run_all_together_finds_what_the_stop_would_have_met_and_stops_nothing() {
        assertThat(refused(together("i-sim001").setDryRun(true)).getCode()).isEqualTo("DRYRUN.SUCCESS");
        assertThat(refused(together("i-sim001", id(Scenario.LOCKED)).setDryRun(true))
                        .getCode())
                .isEqualTo("InstanceLockedForSecurity");
        assertThat(instance("i-sim001").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void dry_run_with_success_first_passes_whatever_the_check_found() {
        var error = refused(each(id(Scenario.LOCKED), "i-nowhere").setDryRun(true));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("DRYRUN.SUCCESS");
    }

    /** The action for many ignores the mode where the action for one refuses. */
    @Test
    void what_cannot_stop_charging_stops_and_goes_on_charging() throws Exception {
        var verdicts = verdicts(each("i-sim001", id(Scenario.SPOT)).setStoppedMode("StopCharging"));

        assertThat(verdicts).extracting(each -> each.getCode()).containsExactly("200", "200");
        assertThat(instance("i-sim001").stoppedMode()).isEqualTo("StopCharging");
        assertThat(instance(id(Scenario.SPOT)).stoppedMode()).isEqualTo("KeepCharging");
    }

    @Test
    void hanging_instance_stops_by_force() throws Exception {
        String hanging = id(Scenario.HANGS_IN_STOPPING);
        verdicts(each(hanging));

        var verdicts = verdicts(each(hanging).setForceStop(true));

        assertThat(verdicts)
                .extracting(each -> each.getPreviousStatus(), each -> each.getCurrentStatus())
                .containsExactly(tuple("Stopping", "Stopping"));
        assertThat(instance(hanging).stopsTaken()).isEqualTo(2);
    }

    @Test
    void a_hundred_ids_are_taken_and_one_more_is_not() throws Exception {
        assertThat(verdicts(each(ids(100)))).hasSize(100);
        assertThat(refused(each(ids(101))).getCode()).isEqualTo("InvalidParameter");
        assertThat(refused(each()).getCode()).isEqualTo("MissingParameter");
    }

    @Test
    void way_and_region_must_be_known_ones() {
        assertThat(refused(each("i-sim001").setBatchOptimization("Sometimes")).getCode())
                .isEqualTo("InvalidParameter");
        assertThat(refused(each("i-sim001").setRegionId("cn-beijing")).getCode())
                .isEqualTo("InvalidRegionId.NotFound");
        assertThat(instance("i-sim001").stopCalls()).isZero();
    }

    private List<StopInstancesResponseBodyInstanceResponsesInstanceResponse> verdicts(StopInstancesRequest request)
            throws Exception {
        return client.stopInstances(request).getBody().getInstanceResponses().getInstanceResponse();
    }

    private TeaException refused(StopInstancesRequest request) {
        return catchThrowableOfType(TeaException.class, () -> client.stopInstances(request));
    }

    private static StopInstancesRequest each(String... ids) {
        return together(ids).setBatchOptimization("SuccessFirst");
    }

    private static StopInstancesRequest together(String... ids) {
        return new StopInstancesRequest().setRegionId("cn-hangzhou").setInstanceId(List.of(ids));
    }

    private static String[] ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("i-sim%03d"::formatted).toArray(String[]::new);
    }

    private String id(Scenario scenario) {
        return running.simulator().fleet().first(scenario).id();
    }

    private Instance instance(String id) {
        return running.simulator().fleet().find(id).orElseThrow();
    }
}
