package io.fleetstop.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A good request in few words; a test says only what it is about. Each new one has a token of its own. */
record JobSketch(
        String tenant,
        String token,
        int request,
        String target,
        int instances,
        boolean dryRun,
        WaitFor waitFor,
        Instant notBefore,
        Instant deadline) {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int FINGERPRINT_BYTES = 32;

    /** @param target claims look through a target's jobs, so a target of its own keeps a test apart from others */
    static JobSketch on(String target) {
        return new JobSketch(
                "team-a", "token-" + COUNT.incrementAndGet(), 1, target, 2, false, WaitFor.Accepted, null, null);
    }

    /** A target that no other test uses. */
    static String newTarget() {
        return "target-" + COUNT.incrementAndGet();
    }

    JobSketch ofTenant(String other) {
        return new JobSketch(other, token, request, target, instances, dryRun, waitFor, notBefore, deadline);
    }

    /** @param other equal numbers stand for equal requests */
    JobSketch asking(int other) {
        return new JobSketch(tenant, token, other, target, instances, dryRun, waitFor, notBefore, deadline);
    }

    JobSketch of(int count) {
        return new JobSketch(tenant, token, request, target, count, dryRun, waitFor, notBefore, deadline);
    }

    JobSketch dry() {
        return new JobSketch(tenant, token, request, target, instances, true, waitFor, notBefore, deadline);
    }

    JobSketch waitingForStopped() {
        return new JobSketch(tenant, token, request, target, instances, dryRun, WaitFor.Stopped, notBefore, deadline);
    }

    JobSketch notBefore(Instant time) {
        return new JobSketch(tenant, token, request, target, instances, dryRun, waitFor, time, deadline);
    }

    JobSketch deadline(Instant time) {
        return new JobSketch(tenant, token, request, target, instances, dryRun, waitFor, notBefore, time);
    }

    NewJob job() {
        byte[] fingerprint = new byte[FINGERPRINT_BYTES];
        fingerprint[0] = (byte) request;
        List<String> ids = IntStream.range(0, instances).mapToObj(i -> "i-" + i).toList();
        JobOptions options = new JobOptions(
                StoppedMode.StopCharging, false, true, dryRun, waitFor, 10, null, null, notBefore, deadline);
        return new NewJob(
                tenant,
                token,
                fingerprint,
                "alice",
                "nightly",
                target,
                "aliyun",
                "cn-beijing",
                ids,
                options,
                null,
                JobRecord.asking(Deed.STOP),
                null);
    }
}
