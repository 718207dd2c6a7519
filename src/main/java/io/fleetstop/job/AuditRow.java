package io.fleetstop.job;

import java.util.List;
import java.util.UUID;

/**
 * A decision that made no job and took none back.
 *
 * @param tenant null where it is not known who called, and then {@code caller} too
 * @param decision {@code Replayed}, {@code Unchanged}, or the code of the refusal
 * @param detail null for none
 * @param jobId null where no job is meant
 * @param clientToken in full; what is kept of it shows a few characters
 * @param target as the caller named it, null where it did not
 * @param instances how many ids the caller sent; null where that was not understood
 * @param instanceIds up to 100; null where another row has them
 * @param leftOut rows that were not written since the tenant's one before
 */
public record AuditRow(
        String tenant,
        String caller,
        Provenance provenance,
        String decision,
        String detail,
        UUID jobId,
        String clientToken,
        String target,
        Integer instances,
        List<String> instanceIds,
        int leftOut) {

    public AuditRow after(int rowsLeftOut) {
        return new AuditRow(
                tenant,
                caller,
                provenance,
                decision,
                detail,
                jobId,
                clientToken,
                target,
                instances,
                instanceIds,
                rowsLeftOut);
    }

    /** Without the token and what the caller may have written: it is for log lines. */
    @Override
    public String toString() {
        return "request=" + provenance.requestId() + " tenant=" + tenant + " decision=" + decision;
    }
}
