package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Notes down what was asked and answered, in whichever dialect. */
final class Notes {
    private static final int LONGEST_LOGGED_ID = 64;

    private final Fleet fleet;
    private final CallLog calls;
    private final LongSupplier nanoTime;
    private final long madeAt;

    Notes(Fleet fleet, CallLog calls, LongSupplier nanoTime) {
        this.fleet = fleet;
        this.calls = calls;
        this.nanoTime = nanoTime;
        this.madeAt = nanoTime.getAsLong();
    }

    /**
     * @param code of the answer, which a fault may have kept from the caller
     * @param status of the answer
     */
    void add(String action, List<String> ids, boolean tookEffect, String code, int status, Fault fault) {
        calls.add(new CallRecord(
                Duration.ofNanos(nanoTime.getAsLong() - madeAt),
                action,
                loggedIds(ids),
                tookEffect,
                fault == Fault.NONE ? code : fault.name(),
                fault.isSilent() ? 0 : status));
    }

    /** What the log holds must not be for callers to choose: ids of ours, which exist anyway, and at most one other, cut. */
    private List<String> loggedIds(List<String> ids) {
        if (ids.size() == 1) {
            String id = ids.get(0);
            return List.of(id.substring(0, Math.min(id.length(), LONGEST_LOGGED_ID)));
        }
        return ids.stream()
                .map(fleet::find)
                .flatMap(Optional::stream)
                .map(Instance::id)
                .toList();
    }
}
