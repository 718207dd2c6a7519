package io.fleetstop.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The faults that strike one call: on single instances those that a verdict can tell, on the whole call all others. Where a call has each
 * instance judged, a fault on one leaves the others alone.
 *
 * @param onInstances what instances are to be refused with, by id
 * @param <E> an error of the cloud that is played
 */
record Strikes<E>(Fault onTheCall, Map<String, E> onInstances) {

    /** The call that may be struck. */
    record Aim(String action, List<String> ids, boolean changesInstances, boolean judgesEach) {}

    /**
     * Takes them from those that are planned.
     *
     * @param verdicts what the cloud says of a single instance that a fault strikes; empty where it can only fail the whole call
     */
    static <E> Strikes<E> take(Faults faults, Aim aim, Function<Fault, Optional<E>> verdicts) {
        if (!aim.judgesEach()) {
            return onAll(faults.next(aim.action(), aim.changesInstances() ? aim.ids() : List.of()), aim, verdicts);
        }
        Fault onTheCall = Fault.NONE;
        Map<String, E> onInstances = new HashMap<>();
        for (String id : aim.ids()) {
            Fault fault = faults.takeOnInstance(id);
            Optional<E> verdict = verdicts.apply(fault);
            verdict.ifPresent(error -> onInstances.put(id, error));
            onTheCall = onTheCall == Fault.NONE && verdict.isEmpty() ? fault : onTheCall;
        }
        Strikes<E> onAll =
                onAll(onTheCall == Fault.NONE ? faults.takeOnAction(aim.action()) : onTheCall, aim, verdicts);
        onInstances.putAll(onAll.onInstances());
        return new Strikes<>(onAll.onTheCall(), onInstances);
    }

    /** What is wrong with an instance is wrong with all that the call names. */
    private static <E> Strikes<E> onAll(Fault fault, Aim aim, Function<Fault, Optional<E>> verdicts) {
        Map<String, E> onInstances = new HashMap<>();
        if (fault == Fault.INSTANCE_NOT_FOUND || fault == Fault.WRONG_STATUS) {
            aim.ids().forEach(id -> onInstances.put(id, verdicts.apply(fault).orElseThrow()));
        }
        return new Strikes<>(fault, onInstances);
    }
}
