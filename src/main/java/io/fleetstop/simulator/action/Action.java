package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcRefusal;
import java.util.List;

/** One action of the simulated cloud. */
public interface Action {

    /** As it stands in {@code Action} and {@code x-acs-action}. */
    String name();

    /** Whether it is there to change instances. Faults laid on an instance strike such calls only, never one that merely reads it. */
    boolean changesInstances();

    /**
     * The instances that the call names.
     *
     * @throws RpcRefusal when the call does not say so, or names too many
     */
    List<String> namedIn(RpcCall call);

    /** @throws RpcRefusal when a parameter is missing or makes no sense */
    Outcome run(RpcCall call);

    /**
     * As if none of the instances named existed.
     *
     * @throws RpcRefusal as when it is run
     */
    Outcome runWithoutInstances(RpcCall call);
}
