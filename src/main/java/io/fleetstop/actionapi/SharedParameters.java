package io.fleetstop.actionapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.wire.Parameters;
import java.util.Locale;

/** The parameters that have the same names whichever the cloud: options that both have, and ours beside them. */
public final class SharedParameters {
    public static final String TOKEN = "ClientToken";
    public static final String TARGET = "Target";

    private SharedParameters() {}

    /**
     * Says the options in the contract's words. Token and target are left to each language, which knows what their absence means.
     *
     * @throws RuntimeException the complaint of the parameters' cloud
     */
    public static void copy(Parameters parameters, ObjectNode request) {
        request.put("forceStop", parameters.flag("ForceStop"));
        request.put("dryRun", parameters.flag("DryRun"));
        parameters.find("StoppedMode").ifPresent(mode -> request.put("stoppedMode", mode));
        parameters.find("WaitFor").ifPresent(waitFor -> request.put("waitFor", waitFor));
    }

    /**
     * The parameter behind a field of the contract.
     *
     * @param ids what the cloud calls instance ids; callers number them as they like, so which of them it is cannot be told
     */
    public static String parameter(String field, String ids) {
        return field.startsWith("instanceIds")
                ? ids
                : field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }
}
