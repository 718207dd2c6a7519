package io.fleetstop.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults that are laid out for calls to come. A call takes at most one, or one of each instance where it has each judged, and only if
 * the quota let it through. One on the instance goes before one on the action. Safe for use by several threads.
 */
public final class Faults {
    private static final int MOST_PLACES = 10_000;
    private static final Duration LONGEST_SLOWNESS = Duration.ofMinutes(10);

    private final Map<String, Planned> byInstance = new HashMap<>();
    private final Map<String, Planned> byAction = new HashMap<>();
    private Duration slowness = Duration.ofSeconds(3);

    /** Strikes the next {@code times} calls that are to change this instance. Replaces what was planned for it. */
    public synchronized void onInstance(String instanceId, Fault fault, int times) {
        plan(byInstance, instanceId, fault, times);
    }

    /** Strikes the next {@code times} calls of the action. Replaces what was planned for it. */
    public synchronized void onAction(String action, Fault fault, int times) {
        plan(byAction, action, fault, times);
    }

    /** How late {@link Fault#SLOW} answers, from now on: 3 seconds at first, 10 minutes at most. */
    public synchronized void slowness(Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_SLOWNESS) > 0) {
            throw new IllegalArgumentException("slowness must be from 0 to " + LONGEST_SLOWNESS + ", but is " + delay);
        }
        slowness = delay;
    }

    synchronized Duration slowness() {
        return slowness;
    }

    /** Takes away all that is planned. */
    public synchronized void clear() {
        byInstance.clear();
        byAction.clear();
    }

    /** @param instanceIds those that the call is to change */
    synchronized Fault next(String action, List<String> instanceIds) {
        Fault fault = Fault.NONE;
        for (int i = 0; i < instanceIds.size() && fault == Fault.NONE; i++) {
            fault = takeOnInstance(instanceIds.get(i));
        }
        return fault == Fault.NONE ? takeOnAction(action) : fault;
    }

    synchronized Fault takeOnInstance(String instanceId) {
        return take(byInstance, instanceId);
    }

    synchronized Fault takeOnAction(String action) {
        return take(byAction, action);
    }

    private static void plan(Map<String, Planned> places, String place, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault must strike at least once, but times is " + times);
        }
        if (places.size() >= MOST_PLACES && !places.containsKey(place)) {
            throw new IllegalArgumentException(
                    "faults are planned for " + MOST_PLACES + " places already, which is the most");
        }
        places.put(place, new Planned(fault, times));
    }

    private static Fault take(Map<String, Planned> places, String place) {
        Planned planned = places.get(place);
        if (planned == null) {
            return Fault.NONE;
        }
        if (planned.times() == 1) {
            places.remove(place);
        } else {
            places.put(place, new Planned(planned.fault(), planned.times() - 1));
        }
        return planned.fault();
    }

    private record Planned(Fault fault, int times) {}
}
