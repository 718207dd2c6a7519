package io.fleetstop.actionapi.aliyun;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.intake.TargetsByRegion;
import io.fleetstop.wire.Digests;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads what a call asks for: the vendor's parameters, and ours beside them, {@code ClientToken}, {@code Target} and {@code WaitFor}. */
@ApplicationScoped
public class Requests {
    private static final String CLOUD = "aliyun";
    private static final String TARGET = "Target";
    private static final String REGION = "RegionId";
    private static final RpcError NO_SUCH_REGION =
            new RpcError(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");

    /** Leaves 58 of 64 letters for a digest that needs 64 in hex: 232 bits are as good a name as 256. */
    private static final String MADE = "nonce-";

    private static final int LONGEST_TOKEN = 64;

    private final TargetsByRegion targets;

    Requests(TargetsByRegion targets) {
        this.targets = targets;
    }

    /**
     * @param signer the access key that surely signed the call
     * @throws RpcRefusal when the call itself will not do
     * @throws io.fleetstop.problem.Refusal when what it asks for breaks a rule of the contract
     */
    StopJobRequest read(Action action, RpcCall call, String signer) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        action.read(call, request);
        request.put("clientToken", token(call, signer));
        request.put("target", call.parameter(TARGET).orElseGet(() -> targetByRegion(call)));
        request.put("forceStop", call.flag("ForceStop"));
        request.put("dryRun", call.flag("DryRun"));
        call.parameter("StoppedMode").ifPresent(mode -> request.put("stoppedMode", mode));
        call.parameter("WaitFor").ifPresent(waitFor -> request.put("waitFor", waitFor));
        return StopJobRequest.of(request);
    }

    /**
     * The vendor's call has no token, but a nonce. Made into one it lets a copy of a signed call that reaches another replica, whose memory
     * of nonces does not have it, find the job of the first instead of stopping the instance again.
     */
    private static String token(RpcCall call, String signer) {
        return call.parameter("ClientToken").orElseGet(() -> {
            String once = signer + "\n" + call.nonce().orElseThrow();
            return (MADE + Digests.sha256Hex(once.getBytes(StandardCharsets.UTF_8))).substring(0, LONGEST_TOKEN);
        });
    }

    /** The vendor's present client sends no region with StopInstance. */
    private String targetByRegion(RpcCall call) {
        Optional<String> region = call.parameter(REGION);
        List<String> meant = targets.meant(CLOUD, region);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            throw new RpcRefusal(NO_SUCH_REGION);
        }
        throw new RpcRefusal(new RpcError(
                400,
                "MissingParameter",
                "More than one target may be meant: name one with the parameter \"" + TARGET + "\""
                        + (region.isPresent() ? "." : ", or its region with \"" + REGION + "\".")));
    }
}
