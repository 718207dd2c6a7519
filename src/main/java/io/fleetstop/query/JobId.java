package io.fleetstop.query;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import java.util.UUID;

/** The name of a job in an address. */
final class JobId {
    private JobId() {}

    /** @throws Refusal for what no job can be named */
    static UUID read(String path) {
        try {
            return UUID.fromString(path);
        } catch (IllegalArgumentException notAnId) {
            throw unknown();
        }
    }

    static Refusal unknown() {
        return Refusal.of(Code.NOT_FOUND, "There is no such job.");
    }
}
