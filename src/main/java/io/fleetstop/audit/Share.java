package io.fleetstop.audit;

import io.fleetstop.job.AuditRow;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * One tenant's part of the trail as this replica writes it: so many rows a second, and of all others how many there were and the last one.
 * Requests of one tenant come in on several threads.
 */
final class Share {
    private final Bucket bucket;
    private AuditRow last;
    private int leftOut;
    private boolean somebodyComes;

    /** @param perSecond rows; three times as many may come at once after a rest */
    Share(int perSecond) {
        bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(3L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** @return the row as it is to be written, with the count of those before it; empty where there is no room for it now */
    synchronized Optional<AuditRow> take(AuditRow row) {
        if (!bucket.tryConsume(1)) {
            return Optional.empty();
        }
        return Optional.of(row.after(forget()));
    }

    /**
     * Counts a row that is not written, and those that it stands for.
     *
     * @return whether somebody has to come for the {@link #rest}; of those who do there is one at a time
     */
    synchronized boolean leaveOut(AuditRow row) {
        boolean nobodyComes = !somebodyComes;
        somebodyComes = true;
        last = row;
        leftOut += row.leftOut() + 1;
        return nobodyComes;
    }

    /** @return the last row that was left out, with the count of the others; empty where a later row told of them */
    synchronized Optional<AuditRow> rest() {
        somebodyComes = false;
        return Optional.ofNullable(last).map(row -> row.after(forget() - 1));
    }

    private int forget() {
        int count = leftOut;
        leftOut = 0;
        last = null;
        return count;
    }
}
