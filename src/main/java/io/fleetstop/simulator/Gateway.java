package io.fleetstop.simulator;

import io.fleetstop.simulator.action.Action;
import io.fleetstop.simulator.action.Outcome;
import io.fleetstop.simulator.action.StopErrors;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.fleetstop.wire.aliyun.SignatureCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes a call through its stations: signature, version, action, quota, fault, effect. */
final class Gateway {
    private static final String VERSION = "2014-05-26";
    private static final RpcError UNKNOWN_ACTION = new RpcError(
            404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
    private static final RpcError WRONG_VERSION =
            new RpcError(400, "InvalidVersion", "Specified parameter Version is not valid.");
    private static final RpcError THROTTLED =
            new RpcError(400, "Throttling.User", "Request was denied due to user flow control.");
    private static final RpcError INTERNAL_ERROR =
            new RpcError(500, "InternalError", "The request processing has failed due to some unknown error.");
    private static final RpcError UNAVAILABLE =
            new RpcError(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");

    private static final RpcError FORBIDDEN = new RpcError(
            403,
            "Forbidden.RAM",
            "User not authorized to operate on the specified resource, or this API doesn't support RAM.");

    /** What a caller is told to wait when a fault and not the quota throttles it. */
    private static final long THROTTLED_BY_FAULT_MILLIS = 1_000;

    private final SignatureCheck signatures;
    private final Map<String, Action> actions;
    private final Limits limits;
    private final Faults faults;

    Gateway(SignatureCheck signatures, List<Action> actions, Limits limits, Faults faults) {
        this.signatures = signatures;
        this.actions = actions.stream().collect(Collectors.toMap(Action::name, action -> action));
        this.limits = limits;
        this.faults = faults;
    }

    Handled handle(RpcCall call) {
        Optional<Action> action = call.action().map(actions::get);
        try {
            String accessKeyId = signatures.signerOf(call);
            if (!call.version().orElseThrow(() -> missing("Version")).equals(VERSION)) {
                throw new RpcRefusal(WRONG_VERSION);
            }
            return handle(call, action.orElseThrow(() -> noSuchAction(call)), accessKeyId);
        } catch (RpcRefusal refusal) {
            return Handled.refused(action.map(Action::name).orElse(""), refusal.error());
        }
    }

    private Handled handle(RpcCall call, Action action, String accessKeyId) {
        List<String> ids = action.namedIn(call);
        var aim = new Strikes.Aim(action.name(), ids, action.changesInstances(), action.judgesEach(call));
        long waitMillis = limits.take(accessKeyId, action.name());
        if (waitMillis > 0) {
            return throttled(action, ids, limits.hintHeaders(waitMillis));
        }
        Strikes<RpcError> strikes = Strikes.take(faults, aim, Gateway::verdict);
        Fault fault = strikes.onTheCall();
        return switch (fault) {
            case THROTTLED -> throttled(action, ids, limits.hintHeaders(THROTTLED_BY_FAULT_MILLIS));
            case THROTTLED_WITH_HINT ->
                throttled(action, ids, ThrottleHint.RETRY_AFTER.headers(THROTTLED_BY_FAULT_MILLIS, 0));
            case INTERNAL_ERROR, BAD_GATEWAY_PAGE, HANG_BEFORE_EFFECT, BROKEN_BEFORE_EFFECT ->
                untouched(action, ids, INTERNAL_ERROR, fault);
            case SERVICE_UNAVAILABLE -> untouched(action, ids, UNAVAILABLE, fault);
            case FORBIDDEN -> untouched(action, ids, FORBIDDEN, fault);
            case KEY_NOT_FOUND -> untouched(action, ids, SignatureCheck.UNKNOWN_KEY, fault);
            case NONE,
                    INSTANCE_NOT_FOUND,
                    WRONG_STATUS,
                    HANG_AFTER_EFFECT,
                    BROKEN_AFTER_EFFECT,
                    SLOW,
                    TRUNCATED_BODY,
                    EMPTY_BODY,
                    OVERSIZED_BODY ->
                new Handled(action.name(), ids, action.run(call, strikes.onInstances()), fault, Map.of());
        };
    }

    private static Handled throttled(Action action, List<String> ids, Map<String, String> hint) {
        return new Handled(action.name(), ids, Outcome.refused(THROTTLED), Fault.NONE, hint);
    }

    private static Handled untouched(Action action, List<String> ids, RpcError error, Fault fault) {
        return new Handled(action.name(), ids, Outcome.refused(error), fault, Map.of());
    }

    private static RpcRefusal noSuchAction(RpcCall call) {
        return call.action().isEmpty() ? missing("Action") : new RpcRefusal(UNKNOWN_ACTION);
    }

    private static RpcRefusal missing(String name) {
        return new RpcRefusal(RpcError.missing(name));
    }

    private static Optional<RpcError> verdict(Fault fault) {
        return switch (fault) {
            case THROTTLED, THROTTLED_WITH_HINT -> Optional.of(THROTTLED);
            case INTERNAL_ERROR -> Optional.of(INTERNAL_ERROR);
            case INSTANCE_NOT_FOUND -> Optional.of(StopErrors.NOT_FOUND);
            case WRONG_STATUS -> Optional.of(StopErrors.INCORRECT_STATUS);
            case NONE,
                    SERVICE_UNAVAILABLE,
                    FORBIDDEN,
                    KEY_NOT_FOUND,
                    BAD_GATEWAY_PAGE,
                    HANG_BEFORE_EFFECT,
                    BROKEN_BEFORE_EFFECT,
                    HANG_AFTER_EFFECT,
                    BROKEN_AFTER_EFFECT,
                    SLOW,
                    TRUNCATED_BODY,
                    EMPTY_BODY,
                    OVERSIZED_BODY -> Optional.empty();
        };
    }
}
