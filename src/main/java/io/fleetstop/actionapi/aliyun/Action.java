package io.fleetstop.actionapi.aliyun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.job.StopJob;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.json.JsonObject;

/** One of the vendor's actions, as a job. */
interface Action {
    /** The vendor's name for it. */
    String name();

    /**
     * Says in the contract's words what this action alone has to say, above all which instances it is about.
     *
     * @throws RpcRefusal when the call asks for what cannot be done
     */
    void read(RpcCall call, ObjectNode request);

    /**
     * @param job one that is over
     * @return the answer's fields beside the request's id
     * @throws RpcRefusal when the vendor answers such an end with an error
     */
    JsonObject answer(StopJob job);
}
