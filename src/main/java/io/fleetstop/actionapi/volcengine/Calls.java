package io.fleetstop.actionapi.volcengine;

import io.fleetstop.actionapi.Ending;
import io.fleetstop.actionapi.Origin;
import io.fleetstop.actionapi.StopAndWait;
import io.fleetstop.audit.Entry;
import io.fleetstop.identity.AccessKeys;
import io.fleetstop.identity.Caller;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.job.StopJob;
import io.fleetstop.problem.Code;
import io.fleetstop.wire.volcengine.ApiAnswer;
import io.fleetstop.wire.volcengine.ApiAnswer.Metadata;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.fleetstop.wire.volcengine.GatewayErrors;
import io.fleetstop.wire.volcengine.SignatureCheck;
import io.fleetstop.wire.volcengine.Signer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Takes a call through its stations: signature, action and version, job, answer. */
@ApplicationScoped
public class Calls {
    static final String VERSION = "2020-04-01";

    private static final String ACTION = "StopInstances";
    private static final String SERVICE = "ecs";
    private static final String NOT_KNOWN = "";

    private final SignatureCheck signatures;
    private final AccessKeys keys;
    private final Requests requests;
    private final StopAndWait jobs;

    Calls(AccessKeys keys, Requests requests, StopAndWait jobs) {
        this.signatures = new SignatureCheck(SERVICE, keys::secretOf, Clock.systemUTC());
        this.keys = keys;
        this.requests = requests;
        this.jobs = jobs;
    }

    /**
     * @param origin the request that the call was read from
     * @return never fails: what goes wrong is an answer too
     */
    Uni<ApiAnswer> answer(ApiCall call, Origin origin) {
        return Uni.createFrom()
                .item(() -> keys.areChecked() ? signatures.signerOf(call) : signatures.claimantOf(call))
                .chain(signer -> answer(call, signer, metadata(call, origin.requestId(), signer.region()), origin))
                .onFailure()
                .recoverWithItem(failure -> error(metadata(call, origin.requestId(), NOT_KNOWN), failure));
    }

    /** What can be told of a call that was not read. */
    static Metadata unread(String requestId) {
        return new Metadata(requestId, NOT_KNOWN, NOT_KNOWN, SERVICE, NOT_KNOWN);
    }

    private Uni<ApiAnswer> answer(ApiCall call, Signer signer, Metadata metadata, Origin origin) {
        return Uni.createFrom()
                .deferred(() -> {
                    Caller caller = keys.holderOf(signer.accessKeyId(), origin.from());
                    origin.entry().calledBy(caller);
                    StopJobRequest request = request(call, signer, caller.tenant(), origin.entry());
                    return jobs.stop(caller, request, origin)
                            .map(ending -> ApiAnswer.success(metadata, Result.of(ended(ending, request))));
                })
                .onFailure()
                .invoke(origin.entry()::failed)
                .onFailure()
                .recoverWithItem(failure -> error(metadata, failure));
    }

    private StopJobRequest request(ApiCall call, Signer signer, String tenant, Entry entry) {
        boolean known = call.action().orElse(NOT_KNOWN).equals(ACTION)
                && call.version().orElse(NOT_KNOWN).equals(VERSION);
        if (!known) {
            throw new ApiRefusal(GatewayErrors.NO_SUCH_ACTION);
        }
        return requests.read(call, signer, tenant, entry);
    }

    /** The vendor's code for a call that comes while its twin is under way is the nearest it has: the same call again waits on. */
    private static StopJob ended(Ending ending, StopJobRequest request) {
        Code code = Code.TOKEN_IN_PROCESS;
        return ending.job()
                .orElseThrow(() -> new ApiRefusal(new ApiError(
                        code.status(),
                        code.word(),
                        code.message() + " " + ending.stillUnderWay(request.clientToken()))));
    }

    private static ApiAnswer error(Metadata metadata, Throwable failure) {
        return ApiAnswer.error(metadata, RequestErrors.of(failure, metadata.requestId()));
    }

    private static Metadata metadata(ApiCall call, String requestId, String region) {
        return new Metadata(
                requestId, call.action().orElse(NOT_KNOWN), call.version().orElse(NOT_KNOWN), SERVICE, region);
    }
}
