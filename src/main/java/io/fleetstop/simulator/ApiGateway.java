package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.volcengine.ApiAction;
import io.fleetstop.simulator.volcengine.ApiOutcome;
import io.fleetstop.simulator.volcengine.ClientTokens;
import io.fleetstop.simulator.volcengine.DescribeInstances;
import io.fleetstop.simulator.volcengine.PageErrors;
import io.fleetstop.simulator.volcengine.StopInstance;
import io.fleetstop.simulator.volcengine.StopInstances;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.fleetstop.wire.volcengine.GatewayErrors;
import io.fleetstop.wire.volcengine.SignatureCheck;
import io.fleetstop.wire.volcengine.Signer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes a Volcengine call through the same stations as the {@link Gateway}: signature, version, action, quota, fault, effect. */
final class ApiGateway {
    static final String SERVICE = "ecs";
    static final String VERSION = "2020-04-01";

    /** What a caller is told to wait when a fault and not the quota throttles it. */
    private static final long THROTTLED_BY_FAULT_MILLIS = 1_000;

    private final SignatureCheck signatures;
    private final Map<String, ApiAction> actions;
    private final Limits limits;
    private final Faults faults;

    /** @param secrets the secret of an access key id, empty for a key that does not exist */
    static ApiGateway of(
            Fleet fleet,
            ClientTokens tokens,
            Function<String, Optional<String>> secrets,
            Limits limits,
            Faults faults) {
        return new ApiGateway(
                new SignatureCheck(SERVICE, secrets, Clock.systemUTC()),
                List.of(
                        new StopInstances(fleet, tokens),
                        new StopInstance(fleet, tokens),
                        new DescribeInstances(fleet)),
                limits,
                faults);
    }

    private ApiGateway(SignatureCheck signatures, List<ApiAction> actions, Limits limits, Faults faults) {
        this.signatures = signatures;
        this.actions = actions.stream().collect(Collectors.toMap(ApiAction::name, action -> action));
        this.limits = limits;
        this.faults = faults;
    }

    ApiHandled handle(ApiCall call) {
        Optional<ApiAction> action = call.action().map(actions::get);
        String name = action.map(ApiAction::name).orElse("");
        String region = "";
        try {
            Signer signer = signatures.signerOf(call);
            region = signer.region();
            boolean known = action.isPresent() && call.version().orElse("").equals(VERSION);
            return known
                    ? handle(new Admitted(call, action.get(), action.get().namedIn(call), signer))
                    : ApiHandled.refused(name, region, GatewayErrors.NO_SUCH_ACTION);
        } catch (ApiRefusal refusal) {
            return ApiHandled.refused(name, region, refusal.error());
        }
    }

    private record Admitted(ApiCall call, ApiAction action, List<String> ids, Signer signer) {

        Strikes.Aim aim() {
            return new Strikes.Aim(action.name(), ids, action.changesInstances(), action.judgesEach());
        }

        ApiHandled with(ApiOutcome outcome, Fault fault, Map<String, String> headers) {
            return new ApiHandled(action.name(), signer.region(), ids, outcome, fault, headers);
        }

        ApiHandled untouched(ApiError error, Fault fault) {
            return with(ApiOutcome.refused(error), fault, Map.of());
        }

        ApiHandled throttled(Map<String, String> hint) {
            return with(ApiOutcome.refused(GatewayErrors.FLOW_LIMIT), Fault.NONE, hint);
        }

        ApiHandled run(Map<String, ApiError> struck, Fault fault) {
            return with(action.run(call, signer.accessKeyId(), struck), fault, Map.of());
        }
    }

    private ApiHandled handle(Admitted admitted) {
        long waitMillis =
                limits.take(admitted.signer().accessKeyId(), admitted.action().name());
        if (waitMillis > 0) {
            return admitted.throttled(limits.volcengineHintHeaders(waitMillis));
        }
        Strikes<ApiError> strikes = Strikes.take(faults, admitted.aim(), ApiGateway::verdict);
        Fault fault = strikes.onTheCall();
        return switch (fault) {
            case THROTTLED -> admitted.throttled(limits.volcengineHintHeaders(THROTTLED_BY_FAULT_MILLIS));
            case THROTTLED_WITH_HINT ->
                admitted.throttled(ThrottleHint.RETRY_AFTER.volcengineHeaders(THROTTLED_BY_FAULT_MILLIS));
            case INTERNAL_ERROR, BAD_GATEWAY_PAGE, HANG_BEFORE_EFFECT, BROKEN_BEFORE_EFFECT ->
                admitted.untouched(GatewayErrors.INTERNAL, fault);
            case SERVICE_UNAVAILABLE -> admitted.untouched(GatewayErrors.UNAVAILABLE, fault);
            case FORBIDDEN -> admitted.untouched(GatewayErrors.ACCESS_DENIED, fault);
            case KEY_NOT_FOUND -> admitted.untouched(GatewayErrors.UNKNOWN_KEY, fault);
            case NONE,
                    INSTANCE_NOT_FOUND,
                    WRONG_STATUS,
                    HANG_AFTER_EFFECT,
                    BROKEN_AFTER_EFFECT,
                    SLOW,
                    TRUNCATED_BODY,
                    EMPTY_BODY,
                    OVERSIZED_BODY -> admitted.run(strikes.onInstances(), fault);
        };
    }

    private static Optional<ApiError> verdict(Fault fault) {
        return switch (fault) {
            case THROTTLED, THROTTLED_WITH_HINT -> Optional.of(PageErrors.FLOW_LIMIT);
            case INTERNAL_ERROR -> Optional.of(PageErrors.INTERNAL);
            case INSTANCE_NOT_FOUND -> Optional.of(PageErrors.NOT_FOUND);
            case WRONG_STATUS -> Optional.of(PageErrors.WRONG_STATUS);
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
