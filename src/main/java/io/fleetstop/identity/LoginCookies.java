package io.fleetstop.identity;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * Tells cookies of a session from those of a login under way. The framework ends a login at whatever address it is shown the latter, and
 * writes down what the query says has gone wrong.
 */
final class LoginCookies {
    /** Where the issuer sends people back to, as application.properties tells the framework. */
    private static final String END_OF_LOGIN = "/dashboard/login";

    private static final String ALL = "q_";
    private static final String LOGIN = "q_auth";
    private static final String SESSION = "q_session_" + Issuers.COMPANY;
    private static final String PART_OF_SESSION = SESSION + "_chunk_";

    private LoginCookies() {}

    static boolean isOne(String name) {
        return name.startsWith(ALL);
    }

    static boolean haveSession(RoutingContext request) {
        return request.request().cookies().stream()
                .map(Cookie::getName)
                .anyMatch(name -> name.equals(SESSION) || name.startsWith(PART_OF_SESSION));
    }

    static boolean endLogin(RoutingContext request) {
        return END_OF_LOGIN.equals(request.request().path())
                && request.request().cookies().stream().map(Cookie::getName).anyMatch(name -> name.startsWith(LOGIN));
    }

    /** No issuer sends line breaks and the like (RFC 6749, section 4.1.2.1); in a log they would pass for lines of ours. */
    static boolean areShownPlainly(RoutingContext request) {
        return request.queryParams().entries().stream()
                .map(Map.Entry::getValue)
                .noneMatch(value -> value.chars().anyMatch(Character::isISOControl));
    }
}
