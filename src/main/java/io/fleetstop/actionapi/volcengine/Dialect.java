package io.fleetstop.actionapi.volcengine;

import io.fleetstop.wire.volcengine.ApiSignature;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * Tells this vendor's calls, by their signature, and unsigned ones by their version, which the other cloud's clients send only beside a
 * signature of theirs.
 */
final class Dialect {
    private static final String SIGNED = ApiSignature.ALGORITHM + " ";
    private static final Pattern ACTION = Pattern.compile("(^|.*&)Action=.*");
    private static final Pattern VERSION = Pattern.compile("(^|.*&)Version=" + Calls.VERSION + "(&.*|$)");
    private static final String OTHERS_SIGNATURE = "SignatureMethod=";

    private Dialect() {}

    static boolean isSpokenIn(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(SIGNED)) {
            return true;
        }
        String query = request.query() == null ? "" : request.query();
        return VERSION.matcher(query).matches() && ACTION.matcher(query).matches() && !query.contains(OTHERS_SIGNATURE);
    }
}
