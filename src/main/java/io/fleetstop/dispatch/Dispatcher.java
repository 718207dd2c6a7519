package io.fleetstop.dispatch;

import io.fleetstop.job.BeatReplica;
import io.fleetstop.job.ClaimJobs;
import io.fleetstop.job.Holder;
import io.fleetstop.job.JobState;
import io.fleetstop.job.Lease;
import io.fleetstop.job.SettleOutcomes;
import io.fleetstop.target.Target;
import io.fleetstop.target.Targets;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes leases while there is room, hands their jobs to the lane of their target, and lets go of what is finished or lost. */
final class Dispatcher implements Holder, Settler.Listener {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** Few enough for several replicas to share a backlog, many enough to keep one busy until the next look. */
    private static final int MOST_AT_ONCE = 16;

    private static final Duration CLAIM_TIME_OUT = Duration.ofSeconds(5);
    /** How long a job that nobody was woken for may lie: one small statement a second and replica. */
    private static final Duration LOOK_FOR_WORK = Duration.ofMillis(900);

    private static final Duration JITTER = Duration.ofMillis(200);

    private final ClaimJobs claims;
    private final Loop loop;
    private final DispatchConfig config;
    private final RandomGenerator random;
    private final Settler settler;
    private final Tenure tenure;
    private final Map<String, Lane> lanes;
    private final Map<UUID, LeasedJob> held = new HashMap<>();
    private final AtomicInteger seats = new AtomicInteger();
    private volatile boolean draining;

    Dispatcher(
            ClaimJobs claims,
            SettleOutcomes settles,
            BeatReplica beats,
            Targets targets,
            Loop loop,
            DispatchConfig config,
            RandomGenerator random) {
        this.claims = claims;
        this.loop = loop;
        this.config = config;
        this.random = random;
        this.settler = new Settler(settles::settle, loop, this);
        this.tenure = new Tenure(beats, loop, config, this::pump, this::dropAll);
        this.lanes = targets.all().stream().collect(Collectors.toMap(Target::name, this::lane));
    }

    private Lane lane(Target target) {
        return new Lane(
                target.provider(),
                target.maxInFlight(),
                loop,
                new Verdict(random),
                settler,
                () -> !draining && tenure.isTrusted());
    }

    void start() {
        loop.execute(() -> {
            tenure.begin();
            lookForWork();
        });
    }

    @Override
    public Optional<UUID> reserve() {
        if (draining || !tenure.isMember()) {
            return Optional.empty();
        }
        if (seats.incrementAndGet() > config.maxLeasedJobs()) {
            seats.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(tenure.replica());
    }

    @Override
    public void giveBack() {
        seats.decrementAndGet();
    }

    @Override
    public void take(Lease lease) {
        loop.execute(() -> begin(lease));
    }

    @Override
    public void settled(UUID jobId, int epoch, JobState state) {
        LeasedJob job = held.get(jobId);
        if (job == null || job.epoch() != epoch) {
            return;
        }
        if (state == null) {
            LOG.infof("late settle dropped job=%s epoch=%d", jobId, epoch);
            letGo(job);
        } else if (state.isFinal()) {
            LOG.infof("job finished job=%s state=%s", jobId, state);
            letGo(job);
        } else if (job.isDone() && !settler.isWaitingFor(jobId)) {
            LOG.errorf("job is done here but not in the record, leaving it to be leased again job=%s", jobId);
            letGo(job);
        }
    }

    /** Nothing new is begun from here on. */
    void drain() {
        draining = true;
        loop.execute(tenure::stopBeating);
    }

    /** Every call has been answered, every outcome written, and no beat is on its way. Ask on the loop. */
    boolean isIdle() {
        return settler.isIdle() && tenure.isSilent() && lanes.values().stream().allMatch(lane -> lane.inFlight() == 0);
    }

    /** Hands all leases back: without its row a replica is dead. */
    Uni<Void> leave() {
        return tenure.leave();
    }

    /** A seat has been reserved for it. */
    private void begin(Lease lease) {
        LeasedJob known = held.get(lease.jobId());
        boolean stale = !lease.holder().equals(tenure.replica()) || known != null && known.epoch() >= lease.epoch();
        if (stale || draining) {
            giveBack();
            return;
        }
        if (known != null) {
            letGo(known);
        }
        LeasedJob job = new LeasedJob(lease, loop.nanos());
        held.put(lease.jobId(), job);
        if (!lease.isFirst()) {
            LOG.infof("job leased job=%s epoch=%d", lease.jobId(), lease.epoch());
        }
        try {
            lanes.get(lease.target()).begin(job);
        } catch (RuntimeException broken) {
            // One job that cannot be begun must not cost the others that were leased with it.
            LOG.errorf(broken, "job not begun, leaving it to be leased again job=%s", lease.jobId());
            letGo(job);
        }
    }

    private void lookForWork() {
        int room = Math.min(MOST_AT_ONCE, config.maxLeasedJobs() - seats.get());
        if (draining) {
            return;
        }
        if (room <= 0 || !tenure.isTrusted()) {
            lookAgain();
            return;
        }
        seats.addAndGet(room);
        claims.claim(tenure.replica(), room, lanes.keySet(), held.keySet())
                .ifNoItem()
                .after(CLAIM_TIME_OUT)
                .fail()
                .emitOn(loop)
                .subscribe()
                .with(leases -> claimed(leases, room), failure -> claimFailed(failure, room));
    }

    private void claimed(List<Lease> leases, int room) {
        seats.addAndGet(leases.size() - room);
        if (leases.size() == room) {
            loop.execute(this::lookForWork);
        } else {
            lookAgain();
        }
        leases.forEach(this::begin);
    }

    private void claimFailed(Throwable failure, int room) {
        LOG.warnf("no leases taken reason=%s", failure);
        seats.addAndGet(-room);
        lookAgain();
    }

    private void lookAgain() {
        loop.after(LOOK_FOR_WORK.plusMillis(random.nextLong(JITTER.toMillis())), this::lookForWork);
    }

    private void pump() {
        lanes.values().forEach(Lane::pump);
    }

    private void dropAll() {
        List.copyOf(held.values()).forEach(this::letGo);
    }

    private void letGo(LeasedJob job) {
        job.drop();
        held.remove(job.id());
        giveBack();
    }
}
