package io.fleetstop.simulator.volcengine;

import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiRefusal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How instances are to be stopped.
 *
 * @param clientToken empty when the caller sent none
 */
record StopOptions(String stoppedMode, boolean force, boolean dryRun, Optional<String> clientToken) {
    private static final String STOP_CHARGING = "StopCharging";
    private static final String KEEP_CHARGING = "KeepCharging";
    private static final Pattern TOKEN = Pattern.compile("\\p{ASCII}{1,64}");

    static StopOptions read(ApiCall call) {
        String mode = call.parameters().find("StoppedMode").orElse(KEEP_CHARGING);
        if (!Set.of(STOP_CHARGING, KEEP_CHARGING).contains(mode)) {
            throw new ApiRefusal(PageErrors.MODE);
        }
        Optional<String> token = call.parameters().find("ClientToken");
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            throw new ApiRefusal(PageErrors.TOKEN);
        }
        return new StopOptions(
                mode, call.parameters().flag("ForceStop"), call.parameters().flag("DryRun"), token);
    }

    /** The action for many knows no dry run. */
    StopOptions carriedOut() {
        return new StopOptions(stoppedMode, force, false, clientToken);
    }

    boolean stopsCharging() {
        return stoppedMode.equals(STOP_CHARGING);
    }
}
