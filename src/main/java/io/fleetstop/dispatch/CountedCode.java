package io.fleetstop.dispatch;

import io.fleetstop.job.CancelJob;
import io.fleetstop.provider.InstanceFault;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An outcome's code as it is counted: the contract's are told apart, and whatever else there is, without end, is one. */
final class CountedCode {
    /** A cloud's own word. */
    private static final String OTHER = "Other";

    /** Whatever the rule: their names are a target's own. */
    private static final String PROTECTED = "Protected";

    /** A test holds them against the description of the API. */
    private static final Set<String> CONTRACT = Stream.concat(
                    Arrays.stream(InstanceFault.values()).map(InstanceFault::code),
                    Stream.of(
                            "OutcomeUnknown",
                            "Quarantined",
                            "DeadlineExceeded",
                            "RestartedSince",
                            "MaxErrorsExceeded",
                            "AccessDenied",
                            CancelJob.CODE))
            .collect(Collectors.toUnmodifiableSet());

    private CountedCode() {}

    static String of(String code) {
        if (code.startsWith(Guard.PROTECTED)) {
            return PROTECTED;
        }
        return CONTRACT.contains(code) ? code : OTHER;
    }

    /** All that {@link #of} may tell. */
    static Stream<String> all() {
        return Stream.concat(CONTRACT.stream(), Stream.of(PROTECTED, OTHER));
    }
}
