package io.fleetstop.identity;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who sent the request at hand. Taken from the credential, never from the body.
 *
 * @param tenant whose jobs and tokens these are
 * @param name who it was, for people who read the record later
 * @param from the address that the request came from
 * @param roles what the caller may do
 * @param overRate whether the tenant sends more requests than it may; what a token is known for is answered all the same
 */
public record Caller(String tenant, String name, String from, Set<Role> roles, boolean overRate) {

    static final String NOBODY = "anonymous";

    private static final String ANYONES_TENANT = "default";
    private static final Set<Role> EVERY_ROLE = Set.copyOf(EnumSet.allOf(Role.class));

    /** Whoever calls a service that knows no callers. */
    static Caller anyone(String name, String from) {
        return new Caller(ANYONES_TENANT, ANYONES_TENANT + "/" + name, from, EVERY_ROLE, false);
    }

    /** Whoever may change something may see it too. */
    public boolean may(Role role) {
        return roles.contains(Role.ADMIN) || roles.contains(role) || role == Role.READ && roles.contains(Role.SUBMIT);
    }

    /** @throws Refusal unless the caller has the role */
    public void must(Role role) {
        if (!may(role)) {
            throw Refusal.of(
                    Code.ACCESS_DENIED, "This needs the role '" + role.word() + "', which the caller does not have.");
        }
    }

    /** @throws Refusal when the tenant sends more requests than it may */
    public void mustKeepRate() {
        if (overRate) {
            throw Refusal.of(
                    Code.FLOW_LIMIT_EXCEEDED, "The tenant sends more requests a second than it may; nothing was done.");
        }
    }
}
