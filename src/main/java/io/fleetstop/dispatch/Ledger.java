package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.CloseJobs.Closed;
import io.fleetstop.job.JobState;
import io.fleetstop.job.LaneReport;
import io.fleetstop.job.Lease;
import io.fleetstop.job.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The record as the engine uses it, one statement for each; what they mean is told where they are written. May take for ever. */
interface Ledger {

    Uni<Boolean> beat(UUID replica, Duration lease, List<LaneReport> lanes);

    Uni<Void> leave(UUID replica, Collection<UUID> handedBack);

    Uni<List<Lease>> claim(UUID replica, List<Room> rooms, Collection<UUID> held, boolean suspects);

    Uni<Set<UUID>> cancelled(Collection<UUID> held);

    Uni<Map<UUID, JobState>> settle(List<Outcome> outcomes);

    Uni<List<Closed>> close(Collection<String> targets);

    Uni<Integer> forget(Duration olderThan);

    Uni<Void> forgetDead();

    Uni<Void> samplePaces();
}
