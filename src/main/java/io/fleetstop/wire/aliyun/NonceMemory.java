package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The nonces of calls whose time stamp is still good. A call older than that is refused for its age, so its nonce may be forgotten.
 *
 * <p>Safe for use by several threads. Takes about 200 bytes a nonce.
 */
public final class NonceMemory {
    private final int capacity;
    private final Set<String> seen = new HashSet<>();
    private final PriorityQueue<Entry> byExpiry = new PriorityQueue<>();

    /**
     * @param capacity most nonces held. Too low: past it the ones that would expire first are forgotten, and those calls could be
     *     replayed for the rest of their time. Too high: memory
     */
    public NonceMemory(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Remembers the nonce until {@code expiry}.
     *
     * @return false when the key has used it before
     */
    synchronized boolean isNew(String accessKeyId, String nonce, Instant expiry, Instant now) {
        // Hashed: callers choose the length of a nonce, and it must not be theirs to choose how much is held.
        String hash = Digests.sha256Hex((accessKeyId + "\n" + nonce).getBytes(StandardCharsets.UTF_8));
        forgetExpired(now);
        if (!seen.add(hash)) {
            return false;
        }
        // Only for a new one: a replay must not be able to push its own original out.
        if (byExpiry.size() == capacity) {
            forgetNext();
        }
        byExpiry.add(new Entry(expiry, hash));
        return true;
    }

    private void forgetExpired(Instant now) {
        while (!byExpiry.isEmpty() && byExpiry.peek().expiry().isBefore(now)) {
            forgetNext();
        }
    }

    private void forgetNext() {
        seen.remove(byExpiry.remove().hash());
    }

    private record Entry(Instant expiry, String hash) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return expiry.compareTo(other.expiry);
        }
    }
}
