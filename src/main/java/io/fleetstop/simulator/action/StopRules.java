package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.wire.aliyun.RpcError;
import java.util.Optional;
import java.util.Set;

/** Whether an instance can be stopped the way that is asked for. */
final class StopRules {
    private StopRules() {}

    /** What the stop is to be refused with; empty when nothing stands against it. */
    static Optional<RpcError> refusal(Instance instance, StopRequest request) {
        Optional<RpcError> ofItsKind = refusalOfItsKind(instance, request);
        if (ofItsKind.isEmpty() && !instance.canStop(request.force())) {
            return Optional.of(StopErrors.INCORRECT_STATUS);
        }
        return ofItsKind;
    }

    static boolean canStopCharging(Instance instance) {
        return !Set.of(Scenario.CLASSIC_NETWORK, Scenario.PREPAID, Scenario.LOCAL_DISK, Scenario.SPOT)
                .contains(instance.scenario());
    }

    private static Optional<RpcError> refusalOfItsKind(Instance instance, StopRequest request) {
        return switch (instance.scenario()) {
            case NORMAL, ALREADY_STOPPED, ALREADY_STOPPING, STARTING, HANGS_IN_STOPPING -> Optional.empty();
            case LOCKED -> Optional.of(StopErrors.LOCKED);
            case EXPIRED -> Optional.of(StopErrors.EXPIRED);
            case NEEDS_CONFIRMATION -> when(!request.confirmed(), StopErrors.NEEDS_CONFIRMATION);
            case CLASSIC_NETWORK -> when(request.stopsCharging(), StopErrors.CLASSIC_NETWORK);
            case PREPAID -> when(request.stopsCharging(), StopErrors.PREPAID);
            case LOCAL_DISK -> when(request.stopsCharging(), StopErrors.LOCAL_DISK);
            case SPOT -> when(request.stopsCharging(), StopErrors.SPOT);
            case DISK_BUSY -> when(instance.refusesOnceMore(), StopErrors.DISK);
            case DISK_BUSY_NEWER -> when(instance.refusesOnceMore(), StopErrors.DISK_NEWER);
            case KEY_UNAUTHORIZED -> Optional.of(StopErrors.KEY_UNAUTHORIZED);
            case BROKEN_TWICE -> when(instance.refusesOnceMore(), StopErrors.INTERNAL);
            case BROKEN_TWICE_OTHERWISE -> when(instance.refusesOnceMore(), StopErrors.INTERNAL_OTHERWISE);
            case BUSY_WITH_IMAGE ->
                Optional.of(StopErrors.incorrectStatus(
                        "The instance " + instance.id() + " is creating an image, try again when it is done."));
        };
    }

    private static Optional<RpcError> when(boolean applies, RpcError error) {
        return applies ? Optional.of(error) : Optional.empty();
    }
}
