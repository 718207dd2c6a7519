package io.fleetstop.simulator.volcengine;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.volcengine.ApiError;
import java.util.Optional;

/**
 * Whether an instance can be stopped the way that is asked for. The kinds of instances are Alibaba Cloud's; where Volcengine knows no such
 * kind, it stands for a row of the page that no other kind reaches.
 */
final class StopVerdict {
    private StopVerdict() {}

    /** What the stop is to be refused with; empty when nothing stands against it. */
    static Optional<ApiError> refusal(Instance instance, StopOptions options) {
        Optional<ApiError> ofItsKind = refusalOfItsKind(instance, options);
        if (ofItsKind.isEmpty() && !instance.canStop(options.force())) {
            return Optional.of(PageErrors.WRONG_STATUS);
        }
        return ofItsKind;
    }

    private static Optional<ApiError> refusalOfItsKind(Instance instance, StopOptions options) {
        return switch (instance.scenario()) {
            case NORMAL, ALREADY_STOPPED, ALREADY_STOPPING, STARTING, HANGS_IN_STOPPING -> Optional.empty();
            case LOCKED -> Optional.of(PageErrors.LOCKED);
            case EXPIRED -> Optional.of(PageErrors.CAPACITY);
            case NEEDS_CONFIRMATION -> when(options.stopsCharging(), PageErrors.MODE_CONFLICT);
            case CLASSIC_NETWORK, LOCAL_DISK -> when(options.stopsCharging(), PageErrors.INSTANCE_TYPE);
            case PREPAID, SPOT -> when(options.stopsCharging(), PageErrors.CHARGE_TYPE);
            case DISK_BUSY, DISK_BUSY_NEWER -> when(instance.refusesOnceMore(), PageErrors.LOCKED);
            case KEY_UNAUTHORIZED -> Optional.of(PageErrors.CREATED_BY_OTHER_SERVICE);
            case BROKEN_TWICE, BROKEN_TWICE_OTHERWISE -> when(instance.refusesOnceMore(), PageErrors.INTERNAL);
            case BUSY_WITH_IMAGE -> Optional.of(PageErrors.CREATING_IMAGE);
        };
    }

    private static Optional<ApiError> when(boolean applies, ApiError error) {
        return applies ? Optional.of(error) : Optional.empty();
    }
}
