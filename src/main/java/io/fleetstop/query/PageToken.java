package io.fleetstop.query;

import io.fleetstop.job.JobFilter;
import io.fleetstop.job.JobPosition;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Where a page of a list ended. Good for the tenant and the filter that it was made for, so that nobody turns pages of one list with the
 * place in another. A checksum is enough: what a forged one opens is the tenant's own list.
 */
final class PageToken {
    private static final int LENGTH = Long.BYTES * 4;

    private PageToken() {}

    static String of(JobPosition end, String tenant, JobFilter filter) {
        byte[] token = ByteBuffer.allocate(LENGTH)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, end.createdAt()))
                .putLong(end.id().getMostSignificantBits())
                .putLong(end.id().getLeastSignificantBits())
                .putLong(checksum(end, tenant, filter))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** @throws Refusal for what was not made by {@link #of} with the same tenant and filter */
    static JobPosition read(String token, String tenant, JobFilter filter) {
        ByteBuffer bytes = ByteBuffer.wrap(decoded(token));
        if (bytes.remaining() != LENGTH) {
            throw invalid();
        }
        Instant createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        JobPosition end = new JobPosition(createdAt, new UUID(bytes.getLong(), bytes.getLong()));
        // Among the moments that a forger may write down are some that the database does not know; no job is that old.
        if (createdAt.isBefore(Instant.EPOCH) || bytes.getLong() != checksum(end, tenant, filter)) {
            throw invalid();
        }
        return end;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException noToken) {
            throw invalid();
        }
    }

    private static long checksum(JobPosition end, String tenant, JobFilter filter) {
        CRC32C checksum = new CRC32C();
        checksum.update((end + "\n" + tenant + "\n" + filter).getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private static Refusal invalid() {
        return Refusal.of(
                Code.INVALID_ARGUMENT,
                List.of(new FieldFault("pageToken", "is not one that was given for this list and these filters")));
    }
}
