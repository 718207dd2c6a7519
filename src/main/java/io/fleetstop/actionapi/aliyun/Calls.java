package io.fleetstop.actionapi.aliyun;

import io.fleetstop.actionapi.Ending;
import io.fleetstop.actionapi.Origin;
import io.fleetstop.actionapi.StopAndWait;
import io.fleetstop.identity.AccessKeys;
import io.fleetstop.identity.Caller;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.job.StopJob;
import io.fleetstop.wire.aliyun.NonceMemory;
import io.fleetstop.wire.aliyun.RpcAnswer;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.fleetstop.wire.aliyun.SignatureCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Takes a call through its stations: signature, version, action, job, answer. */
@ApplicationScoped
public class Calls {
    private static final String VERSION = "2014-05-26";
    private static final RpcError UNKNOWN_ACTION = new RpcError(
            404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
    private static final RpcError WRONG_VERSION =
            new RpcError(400, "InvalidVersion", "Specified parameter Version is not valid.");

    /**
     * A client at 100 calls a second for the 15 minutes that a call stays valid; 20 MB when full. Other replicas do not know these nonces,
     * nor does this one after a restart. A copy of a call that gets past is harmless all the same: each call has a client token, its own or
     * one made of its nonce, so the copy finds the job of the first and stops nothing a second time.
     */
    private static final int NONCES = 90_000;

    private static final Map<String, Action> ACTIONS =
            Map.of("StopInstance", new StopInstance(), "StopInstances", new StopInstances());

    private final SignatureCheck signatures;
    private final AccessKeys keys;
    private final Requests requests;
    private final StopAndWait jobs;

    Calls(AccessKeys keys, Requests requests, StopAndWait jobs) {
        this.signatures = new SignatureCheck(keys::secretOf, Clock.systemUTC(), new NonceMemory(NONCES));
        this.keys = keys;
        this.requests = requests;
        this.jobs = jobs;
    }

    /**
     * @param origin the request that the call was read from
     * @return fails with {@link RpcRefusal} or {@link io.fleetstop.problem.Refusal} when the call is not done, or not with success
     */
    Uni<RpcAnswer> answer(RpcCall call, Origin origin) {
        return Uni.createFrom()
                .deferred(() -> {
                    String signer = keys.areChecked() ? signatures.signerOf(call) : signatures.claimantOf(call);
                    Caller caller = keys.holderOf(signer, origin.from());
                    origin.entry().calledBy(caller);
                    Action action = action(call);
                    StopJobRequest request = requests.read(action, call, signer, caller.tenant(), origin.entry());
                    return jobs.stop(caller, request, origin)
                            .map(ending -> RpcAnswer.success(
                                    action.name(), origin.requestId(), action.answer(ended(ending, request))));
                })
                .onFailure()
                .invoke(origin.entry()::failed);
    }

    private static Action action(RpcCall call) {
        if (!call.version().orElseThrow(() -> missing("Version")).equals(VERSION)) {
            throw new RpcRefusal(WRONG_VERSION);
        }
        Action action = ACTIONS.get(call.action().orElseThrow(() -> missing("Action")));
        if (action == null) {
            throw new RpcRefusal(UNKNOWN_ACTION);
        }
        return action;
    }

    private static StopJob ended(Ending ending, StopJobRequest request) {
        return ending.job()
                .orElseThrow(() -> new RpcRefusal(
                        new RpcError(503, "ServiceUnavailable", ending.stillUnderWay(request.clientToken()))));
    }

    private static RpcRefusal missing(String name) {
        return new RpcRefusal(RpcError.missing(name));
    }
}
