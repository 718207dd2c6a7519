package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Settle;
import io.fleetstop.target.Protection;
import java.util.function.Predicate;

/**
 * What must not be sent: nothing more of a job that is to halt, and what the configuration forbids at a target, whatever a job asks for.
 * Asked when an operation is taken up, so that its caller soon knows, and in the last step before each call, since who took the job in may
 * have had another configuration.
 *
 * @param protection instances that nobody stops
 * @param mayUse whether the target is a tenant's
 */
record Guard(Protection protection, Predicate<String> mayUse) {
    private static final String ACCESS_CODE = "AccessDenied";

    /** Comes before the rule's name. */
    static final String PROTECTED = "Protected.";

    /** How an operation ends that must not be sent; null when it may be. One that is under way goes on to its own end instead. */
    Settle bar(Operation operation, long now) {
        Halt halt = operation.job.halt(now);
        if (halt != null) {
            return Verdict.halted(operation, halt);
        }
        if (!mayUse.test(operation.job.tenant())) {
            return Verdict.barred(operation, ACCESS_CODE, "The target is not the tenant's to use any more.");
        }
        return protection
                .ruleOf(operation.instanceId)
                .map(rule -> Verdict.barred(
                        operation, PROTECTED + rule, "The instance is protected by the target's rule '" + rule + "'."))
                .orElse(null);
    }
}
