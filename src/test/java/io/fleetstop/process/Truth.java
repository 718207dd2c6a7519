package io.fleetstop.process;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.SoftAssertions;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what a finished job says of each instance, asked for with all options left out, against what the cloud knows. */
final class Truth {
    private final LoopbackCloud cloud;
    private final boolean oneHolder;
    private final SoftAssertions all = new SoftAssertions();

    private Truth(LoopbackCloud cloud, boolean oneHolder) {
        this.cloud = cloud;
        this.oneHolder = oneHolder;
    }

    /** For a job that one process has brought to its end: it has seen everything. */
    static void check(JsonPath job, List<String> instanceIds, LoopbackCloud cloud) {
        new Truth(cloud, true).checkJob(job, instanceIds);
    }

    /** For a job whose first holder died: what that one saw last is lost, so less may be said, but nothing that is not so. */
    static void checkTakenOver(JsonPath job, List<String> instanceIds, LoopbackCloud cloud) {
        new Truth(cloud, false).checkJob(job, instanceIds);
    }

    /** How many of these instances a job can stop. */
    static long stoppable(List<String> instanceIds, LoopbackCloud cloud) {
        return instanceIds.stream()
                .map(cloud.fleet()::find)
                .flatMap(Optional::stream)
                .filter(instance -> failure(Optional.of(instance)) == null && !wasDown(instance))
                .count();
    }

    private void checkJob(JsonPath job, List<String> instanceIds) {
        assertThat(job.<String>getList("operations.instanceId")).isEqualTo(instanceIds);
        List<Map<String, Object>> operations = job.getList("operations");
        operations.forEach(this::checkOperation);
        all.assertThat(cloud.stoppedTwice()).as("stopped twice").isEmpty();

        long failed = operations.stream().filter(Truth::isFailed).count();
        long stopped = operations.stream()
                .filter(operation -> operation.get("state").equals("Stopped"))
                .count();
        all.assertThat(job.getString("state")).isEqualTo(failed == 0 ? "Succeeded" : "PartiallySucceeded");
        all.assertThat(job.<String, Integer>getMap("progress"))
                .containsEntry("total", instanceIds.size())
                .containsEntry("failed", (int) failed)
                .containsEntry("stopped", (int) stopped)
                .containsEntry("accepted", (int) (instanceIds.size() - failed - stopped))
                .containsEntry("pending", 0);
        all.assertAll();
    }

    private void checkOperation(Map<String, Object> operation) {
        String id = (String) operation.get("instanceId");
        Optional<Instance> instance = cloud.fleet().find(id);
        Failure expected = failure(instance);
        if (expected != null) {
            checkFailure(operation, expected);
        } else {
            checkSuccess(operation, instance.orElseThrow());
        }
        int attempts = (int) operation.get("attempts");
        long calls = cloud.stopCalls(id);
        if (oneHolder) {
            all.assertThat(attempts)
                    .as("attempts of %s", operation)
                    .isPositive()
                    .isEqualTo((int) calls);
            all.assertThat(operation.get("providerRequestId"))
                    .as("%s", operation)
                    .isNotNull();
        } else {
            all.assertThat((long) attempts).as("attempts of %s", operation).isBetween(0L, calls);
        }
    }

    private void checkFailure(Map<String, Object> operation, Failure expected) {
        all.assertThat(operation).containsEntry("state", "Failed").containsEntry("alreadyStopped", false);
        all.assertThat(operation.get("error"))
                .as("%s", operation)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("code", expected.code())
                .containsEntry("providerCode", expected.providerCode());
        all.assertThat(cloud.fleet()
                        .find((String) operation.get("instanceId"))
                        .map(Instance::stopsTaken)
                        .orElse(0))
                .as("stops of %s", operation)
                .isZero();
    }

    private void checkSuccess(Map<String, Object> operation, Instance instance) {
        all.assertThat(operation).containsEntry("error", null);
        all.assertThat(instance.stopsTaken()).as("stops of %s", operation).isEqualTo(wasDown(instance) ? 0 : 1);
        if (oneHolder) {
            all.assertThat(operation.get("state")).as("%s", operation).isIn(statesOf(instance));
            all.assertThat(operation).containsEntry("alreadyStopped", wasDown(instance));
            return;
        }
        all.assertThat(operation.get("state")).as("%s", operation).isIn("Accepted", "Stopped");
        if (operation.get("state").equals("Stopped")) {
            all.assertThat(instance.status()).as("%s", operation).isEqualTo(Status.STOPPED);
        }
        if (operation.get("alreadyStopped").equals(true)) {
            all.assertThat(wasDown(instance)).as("was down: %s", operation).isTrue();
        }
    }

    /** One that was stopping when it was called for may be down when its state is read. */
    private static List<String> statesOf(Instance instance) {
        return switch (instance.scenario()) {
            case ALREADY_STOPPED -> List.of("Stopped");
            case ALREADY_STOPPING -> List.of("Accepted", "Stopped");
            default -> List.of("Accepted");
        };
    }

    private record Failure(String code, String providerCode) {}

    /** What a stop without any option must fail with; null when it must succeed. */
    private static Failure failure(Optional<Instance> instance) {
        if (instance.isEmpty()) {
            return new Failure("InvalidInstance.NotFound", "InvalidInstanceId.NotFound");
        }
        return switch (instance.get().scenario()) {
            case LOCKED -> new Failure("OperationDenied.ResourceLocked", "InstanceLockedForSecurity");
            case EXPIRED -> inItsOwnWords("InstanceExpiredOrInArrears");
            case NEEDS_CONFIRMATION -> inItsOwnWords("InstanceType.ParameterMismatch");
            case KEY_UNAUTHORIZED -> inItsOwnWords("InvalidParameter.KMSKeyId.KMSUnauthorized");
            case BUSY_WITH_IMAGE -> new Failure("InvalidInstanceStatus", "IncorrectInstanceStatus");
            case NORMAL,
                    ALREADY_STOPPED,
                    ALREADY_STOPPING,
                    STARTING,
                    CLASSIC_NETWORK,
                    PREPAID,
                    LOCAL_DISK,
                    SPOT,
                    DISK_BUSY,
                    DISK_BUSY_NEWER,
                    BROKEN_TWICE,
                    BROKEN_TWICE_OTHERWISE,
                    HANGS_IN_STOPPING -> null;
        };
    }

    private static Failure inItsOwnWords(String code) {
        return new Failure(code, code);
    }

    /** Down, or on its way, before anybody asked. */
    private static boolean wasDown(Instance instance) {
        return instance.scenario() == Scenario.ALREADY_STOPPED || instance.scenario() == Scenario.ALREADY_STOPPING;
    }

    private static boolean isFailed(Map<String, Object> operation) {
        return operation.get("state").equals("Failed");
    }
}
