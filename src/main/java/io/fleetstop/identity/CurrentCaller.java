package io.fleetstop.identity;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells who sent a request. Whatever acts for a caller asks here, so that a way past the entrance leads nowhere. Always of a request that is
 * named: what waits for its turn goes on in the context of the one that made room for it, so the "current" request may be anybody's.
 */
public final class CurrentCaller {
    private static final Duration LONGEST_KNOWN = Duration.ofHours(1);

    private CurrentCaller() {}

    /** @throws Refusal when it is not known who calls, the caller lacks the role, or the tenant sends too many requests */
    public static Caller with(Role role, RoutingContext request) {
        Caller caller = whoever(request);
        caller.must(role);
        caller.mustKeepRate();
        return caller;
    }

    /**
     * Whoever it is. What the caller may do, and that it may send too many requests, is left to judge: a token that is known is answered
     * all the same.
     *
     * @throws Refusal when it is not known who calls
     */
    public static Caller whoever(RoutingContext request) {
        return known(request).orElseThrow(() -> {
            Refusal why = request.get(Refusal.class.getName());
            return why == null ? Refusal.of(Code.MISSING_TOKEN, "The request does not tell who sends it.") : why;
        });
    }

    /** For the record: who it is, if that is known, whatever becomes of the request. */
    public static Optional<Caller> known(RoutingContext request) {
        return Optional.ofNullable(request.get(Caller.class.getName()));
    }

    /**
     * How long an answer may go on before its reader must show anew who it is: as long as the token lasts, and no longer than an hour, in
     * case the groups are others by then. Empty where nobody shows anything.
     */
    public static Optional<Duration> knownFor(RoutingContext request) {
        return Optional.<Instant>ofNullable(request.get(Instant.class.getName()))
                .map(end -> Duration.between(Instant.now(), end))
                .map(left -> left.compareTo(LONGEST_KNOWN) < 0 ? left : LONGEST_KNOWN);
    }

    static void isKnownUntil(Instant end, RoutingContext request) {
        request.put(Instant.class.getName(), end);
    }

    /** Whether it has been found out who calls; what the caller may do is another question. */
    static boolean isKnown(RoutingContext request) {
        Refusal why = request.get(Refusal.class.getName());
        return request.get(Caller.class.getName()) != null || why != null && why.code() == Code.ACCESS_DENIED;
    }

    /** @param why what to tell the caller as soon as it is asked for */
    static void isNot(Refusal why, RoutingContext request) {
        request.put(Refusal.class.getName(), why);
    }

    static void is(Caller caller, RoutingContext request) {
        request.put(Caller.class.getName(), caller);
    }
}
