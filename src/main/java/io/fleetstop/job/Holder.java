package io.fleetstop.job;

import java.util.Optional;
import java.util.UUID;

/**
 * The part of this process that works on leased jobs, as intake sees it: with room, a job is created already leased to it, and needs
 * neither a claim nor a wake-up.
 */
public interface Holder {

    /** A place for one more job of the tenant, to be given back or filled with {@link #take}; empty when full, starting or draining. */
    Optional<UUID> reserve(String tenant, String target);

    void giveBack(String tenant, String target);

    void take(Lease lease);

    /** A cancellation was recorded. Without this hint the holder finds it by itself, a second later. */
    void cancelRequested(UUID jobId);
}
