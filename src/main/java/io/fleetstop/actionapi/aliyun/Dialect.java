package io.fleetstop.actionapi.aliyun;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells this vendor's calls from all else that may come to {@code /}: pages for browsers, and calls of the other cloud. */
final class Dialect {
    private static final Pattern ACTION = Pattern.compile("(^|.*&)(Action|Signature)=.*");
    private static final Pattern OTHER_VERSION = Pattern.compile("(^|.*&)Version=2020-04-01(&.*|$)");
    private static final String OTHER_SIGNATURE = "HMAC-SHA256 ";

    private Dialect() {}

    static boolean isSpokenIn(HttpServerRequest request) {
        if (request.getHeader("x-acs-action") != null) {
            return true;
        }
        String query = request.query() == null ? "" : request.query();
        return !isOthers(request, query) && (ACTION.matcher(query).matches() || isForm(request));
    }

    private static boolean isOthers(HttpServerRequest request, String query) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith(OTHER_SIGNATURE)
                || OTHER_VERSION.matcher(query).matches() && !query.contains("SignatureMethod=");
    }

    /** An old client may put everything, the action too, into a form. */
    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return request.method() == HttpMethod.POST
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
