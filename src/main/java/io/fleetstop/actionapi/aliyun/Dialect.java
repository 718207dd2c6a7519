package io.fleetstop.actionapi.aliyun;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells this vendor's calls from all else that may come to {@code /}, once the other cloud's door has taken its own. */
final class Dialect {
    private static final Pattern ACTION = Pattern.compile("(^|.*&)(Action|Signature)=.*");

    private Dialect() {}

    static boolean isSpokenIn(HttpServerRequest request) {
        if (request.getHeader("x-acs-action") != null) {
            return true;
        }
        String query = request.query() == null ? "" : request.query();
        return ACTION.matcher(query).matches() || isForm(request);
    }

    /** An old client may put everything, the action too, into a form. */
    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return request.method() == HttpMethod.POST
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
