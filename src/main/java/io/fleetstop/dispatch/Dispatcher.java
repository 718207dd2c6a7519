package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.Holder;
import io.fleetstop.job.JobState;
import io.fleetstop.job.LaneReport;
import io.fleetstop.job.Lease;
import io.fleetstop.job.Outcome;
import io.fleetstop.target.Target;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes leases while there is room, hands their jobs to the lane of their target, and lets go of what is finished or lost. */
final class Dispatcher implements Holder, Settler.Listener, Desk, Lookout.Post {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final Loop loop;
    private final Meters meters;
    private final Traces traces;
    private final Settler settler;
    private final Tenure tenure;
    private final Lookout lookout;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, Seats> seats = new HashMap<>();
    private final Map<UUID, LeasedJob> held = new HashMap<>();
    private final Set<UUID> suspects = new HashSet<>();
    private volatile Map<String, LaneReport> reports;
    private volatile int heldCount;
    private volatile boolean draining;

    /**
     * @param mayUse whether a tenant, the first, may use a target, the second
     * @param names gives this replica its name, and a new one whenever it lost the old
     */
    Dispatcher(
            Ledger ledger,
            Paces paces,
            Collection<Target> targets,
            BiPredicate<String, String> mayUse,
            Loop loop,
            DispatchConfig config,
            RandomGenerator random,
            Supplier<UUID> names,
            Meters meters,
            Traces traces) {
        this.loop = loop;
        this.meters = meters;
        this.traces = traces;
        this.settler = new Settler(ledger::settle, loop, this);
        this.tenure = new Tenure(ledger, loop, config, names, this::report, this::pump, this::dropAll);
        this.lookout = new Lookout(ledger, loop, random, this);
        for (Target target : targets) {
            var gate = new Gate(paces.of(target), target.maxRate().orElse(Double.POSITIVE_INFINITY), loop);
            meters.watchPace(target.name(), gate::rate, gate::throttledShare);
            var lane = new Lane(
                    target.name(),
                    target.provider(),
                    target.maxInFlight(),
                    target.batchSize(),
                    this,
                    loop,
                    new Verdict(random),
                    new Circuit(random),
                    gate,
                    new Guard(target.protection(), tenant -> mayUse.test(tenant, target.name())));
            lanes.put(target.name(), lane);
            seats.put(target.name(), new Seats(config.maxLeasedJobs()));
        }
        report();
        meters.watchJobs(() -> heldCount);
        lanes.keySet().forEach(target -> meters.watch(target, () -> reports.get(target)));
    }

    void start() {
        loop.execute(() -> {
            tenure.beat();
            lookout.look();
        });
    }

    @Override
    public Optional<UUID> reserve(String tenant, String target) {
        boolean open = !draining && tenure.isMember() && seats.get(target).take(tenant);
        return open ? Optional.of(tenure.replica()) : Optional.empty();
    }

    @Override
    public void giveBack(String tenant, String target) {
        seats.get(target).giveBack(tenant);
    }

    @Override
    public void take(Lease lease) {
        loop.execute(() -> seated(lease));
    }

    @Override
    public void cancelRequested(UUID jobId) {
        loop.execute(() -> {
            cancelled(Set.of(jobId));
            traces.cancelled(jobId);
        });
    }

    @Override
    public void settled(UUID jobId, int epoch, JobState state) {
        LeasedJob job = held.get(jobId);
        if (job == null || job.epoch() != epoch) {
            return;
        }
        if (state == null) {
            LOG.infof("late settle dropped job=%s epoch=%d", jobId, epoch);
            meters.settledLate();
            letGo(job);
        } else if (state.isFinal()) {
            LOG.infof("job finished job=%s state=%s", jobId, state);
            meters.jobFinished(state);
            traces.finished(job);
            letGo(job);
        } else if (job.isDone() && !settler.isWaitingFor(jobId)) {
            LOG.errorf("job is done here but not in the record, leaving it to be leased again job=%s", jobId);
            letGo(job);
        }
    }

    @Override
    public void refused(Outcome outcome) {
        meters.outcomeRefused();
        settled(outcome.jobId(), outcome.epoch(), JobState.Running);
    }

    @Override
    public boolean maySend() {
        return !draining && tenure.isTrusted();
    }

    @Override
    public Settler settler() {
        return settler;
    }

    @Override
    public Meters meters() {
        return meters;
    }

    @Override
    public Traces traces() {
        return traces;
    }

    @Override
    public void onlyWaits(LeasedJob job) {
        if (held.get(job.id()) == job
                && !job.stands()
                && seats.get(job.target()).stand(job.tenant())) {
            job.standAside();
        }
    }

    @Override
    public UUID replica() {
        return maySend() ? tenure.replica() : null;
    }

    @Override
    public void look() {
        lanes.values().forEach(Lane::sweep);
        report();
    }

    @Override
    public Collection<UUID> held() {
        return held.keySet();
    }

    @Override
    public List<Room> rooms() {
        return seats.entrySet().stream()
                .map(each -> each.getValue().room(each.getKey(), Lookout.MOST_AT_ONCE))
                .filter(room -> room.places() > 0)
                .toList();
    }

    @Override
    public List<Room> suspectRooms() {
        return suspects.isEmpty()
                ? seats.keySet().stream().map(target -> new Room(target, 1, 0)).toList()
                : List.of();
    }

    @Override
    public void cancelled(Set<UUID> jobs) {
        if (!jobs.isEmpty()) {
            jobs.stream().map(held::get).filter(Objects::nonNull).forEach(LeasedJob::cancel);
            lanes.values().forEach(Lane::sweep);
        }
    }

    @Override
    public void begin(Lease lease, boolean suspect) {
        if (suspect) {
            LOG.warnf("job leased that several holders died over job=%s epoch=%d", lease.jobId(), lease.epoch());
            suspects.add(lease.jobId());
        }
        seats.get(lease.target()).seat(lease.tenant());
        seated(lease);
    }

    /** Nothing new is begun from here on. */
    void drain() {
        draining = true;
        loop.execute(tenure::stopBeating);
    }

    /** Every call has been answered, everything worth knowing written, and no beat is on its way. Ask on the loop. */
    boolean isIdle() {
        lanes.values().forEach(Lane::tellNews);
        return settler.isIdle() && tenure.isSilent() && lanes.values().stream().allMatch(lane -> lane.inFlight() == 0);
    }

    /** Hands all leases back: without its row a replica is dead. Ask on the loop. */
    Uni<Void> leave() {
        return tenure.leave(held.values().stream()
                .filter(job -> job.isQuiet() && !settler.isWaitingFor(job.id()))
                .map(LeasedJob::id)
                .toList());
    }

    private void seated(Lease lease) {
        LeasedJob known = held.get(lease.jobId());
        boolean stale = !lease.holder().equals(tenure.replica()) || known != null && known.epoch() >= lease.epoch();
        if (stale || draining) {
            giveBack(lease.tenant(), lease.target());
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
        if (lease.mayHaveCalls()) {
            meters.takenOver();
        }
        try {
            lanes.get(lease.target()).begin(job);
        } catch (RuntimeException broken) {
            // One job that cannot be begun must not cost the others that were leased with it.
            LOG.errorf(broken, "job not begun, leaving it to be leased again job=%s", lease.jobId());
            letGo(job);
        }
    }

    private List<LaneReport> report() {
        List<LaneReport> all = lanes.values().stream().map(Lane::report).toList();
        reports = all.stream().collect(Collectors.toMap(LaneReport::target, report -> report));
        heldCount = held.size();
        return all;
    }

    private void pump() {
        lanes.values().forEach(Lane::pump);
    }

    private void dropAll() {
        meters.leasesLost();
        List.copyOf(held.values()).forEach(this::letGo);
    }

    private void letGo(LeasedJob job) {
        lanes.get(job.target()).end(job);
        held.remove(job.id());
        suspects.remove(job.id());
        if (job.stands()) {
            seats.get(job.target()).leaveStanding();
        } else {
            giveBack(job.tenant(), job.target());
        }
    }
}
