package io.fleetstop.actionapi.aliyun;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.actionapi.OwnToken;
import io.fleetstop.actionapi.SharedParameters;
import io.fleetstop.audit.Entry;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.intake.TargetsByRegion;
import io.fleetstop.wire.Parameters;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads what a call asks for: the vendor's parameters, and ours beside them, {@code ClientToken}, {@code Target} and {@code WaitFor}. */
@ApplicationScoped
public class Requests {
    static final String CLOUD = "aliyun";
    private static final String REGION = "RegionId";
    private static final RpcError NO_SUCH_REGION =
            new RpcError(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");

    private final TargetsByRegion targets;

    Requests(TargetsByRegion targets) {
        this.targets = targets;
    }

    /**
     * @param signer the access key that signed the call
     * @param tenant whose targets may be meant
     * @param entry learns what is asked for
     * @throws RpcRefusal when the call itself will not do
     * @throws io.fleetstop.problem.Refusal when what it asks for breaks a rule of the contract
     */
    StopJobRequest read(Action action, RpcCall call, String signer, String tenant, Entry entry) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        action.read(call, request);
        Parameters parameters = call.parameters();
        request.put("clientToken", parameters.find(SharedParameters.TOKEN).orElseGet(() -> token(call, signer)));
        request.put("target", parameters.find(SharedParameters.TARGET).orElseGet(() -> targetByRegion(call, tenant)));
        SharedParameters.copy(parameters, request);
        entry.asks(request);
        return StopJobRequest.of(request);
    }

    private static String token(RpcCall call, String signer) {
        return OwnToken.of(signer, call.nonce().orElseThrow());
    }

    /** The vendor's present client sends no region with StopInstance. */
    private String targetByRegion(RpcCall call, String tenant) {
        Optional<String> region = call.parameter(REGION);
        List<String> meant = targets.meant(tenant, CLOUD, region);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw new RpcRefusal(NO_SUCH_REGION);
        }
        throw new RpcRefusal(new RpcError(
                400,
                "MissingParameter",
                "More than one target may be meant: name one with the parameter \"" + SharedParameters.TARGET + "\""
                        + (region.isPresent() ? "." : ", or its region with \"" + REGION + "\".")));
    }
}
