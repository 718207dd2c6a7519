package io.fleetstop.dispatch;

import io.fleetstop.job.BeatReplica;
import io.fleetstop.job.CancelJob;
import io.fleetstop.job.ClaimJobs;
import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.CloseJobs;
import io.fleetstop.job.ForgetJobs;
import io.fleetstop.job.JobState;
import io.fleetstop.job.LaneReport;
import io.fleetstop.job.Lease;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.SettleOutcomes;
import io.fleetstop.pacing.sql.SamplePaces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The statements on the record, in one place for the engine. */
@Singleton
class SqlLedger implements Ledger {
    private final BeatReplica beats;
    private final ClaimJobs claims;
    private final CancelJob cancels;
    private final SettleOutcomes settles;
    private final CloseJobs closes;
    private final ForgetJobs forgets;
    private final SamplePaces samples;

    SqlLedger(
            BeatReplica beats,
            ClaimJobs claims,
            CancelJob cancels,
            SettleOutcomes settles,
            CloseJobs closes,
            ForgetJobs forgets,
            SamplePaces samples) {
        this.beats = beats;
        this.claims = claims;
        this.cancels = cancels;
        this.settles = settles;
        this.closes = closes;
        this.forgets = forgets;
        this.samples = samples;
    }

    @Override
    public Uni<Boolean> beat(UUID replica, Duration lease, List<LaneReport> lanes) {
        return beats.beat(replica, lease, lanes);
    }

    @Override
    public Uni<Void> leave(UUID replica, Collection<UUID> handedBack) {
        return beats.leave(replica, handedBack);
    }

    @Override
    public Uni<List<Lease>> claim(UUID replica, List<Room> rooms, Collection<UUID> held, boolean suspects) {
        return claims.claim(replica, rooms, held, suspects);
    }

    @Override
    public Uni<Set<UUID>> cancelled(Collection<UUID> held) {
        return cancels.cancelled(held);
    }

    @Override
    public Uni<Map<UUID, JobState>> settle(List<Outcome> outcomes) {
        return settles.settle(outcomes);
    }

    @Override
    public Uni<List<CloseJobs.Closed>> close(Collection<String> targets) {
        return closes.close(targets);
    }

    @Override
    public Uni<Integer> forget(Duration olderThan) {
        return forgets.forget(olderThan);
    }

    @Override
    public Uni<Void> forgetDead() {
        return beats.forgetDead();
    }

    @Override
    public Uni<Void> samplePaces() {
        return samples.take();
    }
}
