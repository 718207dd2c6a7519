package io.fleetstop.actionapi.volcengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.actionapi.OwnToken;
import io.fleetstop.actionapi.SharedParameters;
import io.fleetstop.audit.Entry;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.intake.TargetsByRegion;
import io.fleetstop.wire.Parameters;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.fleetstop.wire.volcengine.GatewayErrors;
import io.fleetstop.wire.volcengine.Signer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a call asks for: the vendor's parameters, and ours beside them, {@code DryRun}, {@code ConfirmStop}, {@code WaitFor} and
 * {@code Target}.
 */
@ApplicationScoped
public class Requests {
    static final String CLOUD = "volcengine";
    private static final String IDS = "InstanceIds";

    private final TargetsByRegion targets;

    Requests(TargetsByRegion targets) {
        this.targets = targets;
    }

    /**
     * @param signer who signed the call
     * @param tenant whose targets may be meant
     * @param entry learns what is asked for
     * @throws ApiRefusal when the call itself will not do
     * @throws io.fleetstop.problem.Refusal when what it asks for breaks a rule of the contract
     */
    StopJobRequest read(ApiCall call, Signer signer, String tenant, Entry entry) {
        Parameters parameters = call.parameters();
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        List<String> ids = parameters.numbered(IDS);
        // None at all is a parameter that is missing, and no list that is empty.
        if (!ids.isEmpty()) {
            ArrayNode list = request.putArray("instanceIds");
            ids.forEach(list::add);
        }
        request.put(
                "clientToken",
                parameters
                        .find(SharedParameters.TOKEN)
                        .orElseGet(() -> OwnToken.of(signer.accessKeyId(), signer.signed())));
        request.put(
                "target", parameters.find(SharedParameters.TARGET).orElseGet(() -> targetIn(signer.region(), tenant)));
        request.put("confirmStop", parameters.flag("ConfirmStop"));
        SharedParameters.copy(parameters, request);
        entry.asks(request);
        return StopJobRequest.of(request);
    }

    private String targetIn(String region, String tenant) {
        List<String> meant = targets.meant(tenant, CLOUD, Optional.of(region));
        if (meant.size() == 1) {
            return meant.get(0);
        }
        String why = meant.isEmpty()
                ? "no target lies in the region that the call is signed for"
                : "more than one target lies in the region that the call is signed for";
        throw new ApiRefusal(GatewayErrors.invalid(why + "; name one with the parameter " + SharedParameters.TARGET));
    }
}
