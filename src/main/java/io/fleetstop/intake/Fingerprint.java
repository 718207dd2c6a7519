package io.fleetstop.intake;

import io.fleetstop.job.JobOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What makes two requests the same request: the set of instances, in whatever order, the target, every option with its default
 * filled in, and the job that is tried again. The description is left out: it changes nothing that is done.
 */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * @param retryOf null for a job of its own
     * @return 32 bytes
     */
    static byte[] of(List<String> instanceIds, String target, JobOptions options, UUID retryOf) {
        MessageDigest digest = sha256();
        add(digest, target);
        add(digest, options.stoppedMode());
        add(digest, options.forceStop());
        add(digest, options.confirmStop());
        add(digest, options.dryRun());
        add(digest, options.waitFor());
        add(digest, options.maxConcurrency());
        add(digest, options.maxErrors());
        add(digest, options.forceAfter());
        add(digest, options.notBefore());
        add(digest, options.deadline());
        instanceIds.stream().sorted().forEach(id -> add(digest, id));
        if (retryOf != null) {
            add(digest, retryOf);
        }
        return digest.digest();
    }

    /** Each part ends in a byte that no part contains, so that moving text from one to the next changes the sum. */
    private static void add(MessageDigest digest, Object part) {
        digest.update(Objects.toString(part, "").getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform must have SHA-256", absent);
        }
    }
}
