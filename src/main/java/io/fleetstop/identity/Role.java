package io.fleetstop.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caller may do within its tenant. */
public enum Role {
    /** See the tenant's jobs and targets. */
    READ,
    /** Have instances stopped, take jobs back, try them again. */
    SUBMIT,
    /** Stop instances without letting them shut down, at once or after a while. What they had not written is lost. */
    FORCE_STOP,
    /** Stop in the mode in which the cloud takes compute and public addresses back, which it may not be able to give again. */
    STOP_CHARGING,
    /** All of it. */
    ADMIN;

    /** As settings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }
}
