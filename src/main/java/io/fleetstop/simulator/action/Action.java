package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import java.util.List;
import java.util.Map;

/** One action of the simulated cloud. */
public interface Action {

    /** As it stands in {@code Action} and {@code x-acs-action}. */
    String name();

    /** Whether it is there to change instances. Faults laid on an instance strike such calls only, never one that merely reads it. */
    boolean changesInstances();

    /**
     * Whether the call wants a verdict on each instance: then what is wrong with one of them leaves the others alone.
     *
     * @throws RpcRefusal when the call does not say so clearly
     */
    default boolean judgesEach(RpcCall call) {
        return false;
    }

    /**
     * The instances that the call names.
     *
     * @throws RpcRefusal when the call does not say so, or names too many
     */
    List<String> namedIn(RpcCall call);

    /**
     * @param struck what instances are to be refused with, whatever their state, by id; a read leaves them out
     * @throws RpcRefusal when a parameter is missing or makes no sense
     */
    Outcome run(RpcCall call, Map<String, RpcError> struck);
}
