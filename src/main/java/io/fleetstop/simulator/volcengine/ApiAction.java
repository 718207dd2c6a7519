package io.fleetstop.simulator.volcengine;

import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import java.util.List;
import java.util.Map;

/** One action of the simulated cloud. */
public interface ApiAction {

    /** As it stands in {@code Action}. */
    String name();

    /** Whether it is there to change instances. Faults laid on an instance strike such calls only, never one that merely reads it. */
    boolean changesInstances();

    /** Whether it gives a verdict on each instance: then what is wrong with one of them leaves the others alone. */
    default boolean judgesEach() {
        return false;
    }

    /**
     * The instances that the call names.
     *
     * @throws ApiRefusal when the call does not say so, or names too many
     */
    List<String> namedIn(ApiCall call);

    /**
     * @param struck what instances are to be refused with, whatever their state, by id
     * @throws ApiRefusal when a parameter is missing or makes no sense
     */
    ApiOutcome run(ApiCall call, String accessKeyId, Map<String, ApiError> struck);
}
