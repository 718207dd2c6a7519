package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.JobOptions;
import io.fleetstop.job.JobState;
import io.fleetstop.job.Lease;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.Standing;
import io.fleetstop.job.Tally;
import io.fleetstop.job.WaitFor;
import io.fleetstop.pacing.MemoryPace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What the statements on jobs promise, without the database: the engine's decisions can so be tried in far more histories. */
final class SimulatedRecord {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int SUSPECT = 2;

    /** A row, and the rows of its outcomes. */
    static final class Job {
        final UUID id;
        final String tenant;
        final List<String> instanceIds;
        final JobOptions options;
        final Instant expires;
        final Map<Integer, Outcome> outcomes = new TreeMap<>();
        final Map<Integer, Instant> since = new HashMap<>();
        UUID leasedBy;
        int epoch;
        int fruitless;
        Instant started;
        boolean cancelRequested;
        JobState state = JobState.Pending;

        Job(UUID id, String tenant, List<String> instanceIds, JobOptions options, Instant expires) {
            this.id = id;
            this.tenant = tenant;
            this.instanceIds = instanceIds;
            this.options = options;
            this.expires = expires;
        }

        boolean waits() {
            return options.waitFor() == WaitFor.Stopped && !options.dryRun();
        }

        boolean isOver(Outcome outcome) {
            return outcome.state() != OperationState.Pending
                    && !(outcome.state() == OperationState.Accepted && waits());
        }

        private long count(OperationState... states) {
            return outcomes.values().stream()
                    .filter(each -> Set.of(states).contains(each.state()))
                    .count();
        }

        private void judge() {
            if (outcomes.values().stream().filter(this::isOver).count() < instanceIds.size()) {
                return;
            }
            long good = count(OperationState.Accepted, OperationState.Stopped);
            long cancelled = count(OperationState.Cancelled);
            state = good == instanceIds.size()
                    ? JobState.Succeeded
                    : cancelled > 0 ? JobState.Cancelled : good > 0 ? JobState.PartiallySucceeded : JobState.Failed;
            leasedBy = null;
        }
    }

    final Map<UUID, Job> jobs = new LinkedHashMap<>();
    final MemoryPace pace;
    private final Map<UUID, Instant> aliveUntil = new HashMap<>();
    private final VirtualLoop time;
    private final BiConsumer<Job, Outcome> recorded;

    /** @param recorded told of each outcome that goes on record */
    SimulatedRecord(VirtualLoop time, BiConsumer<Job, Outcome> recorded) {
        this.time = time;
        this.recorded = recorded;
        this.pace = new MemoryPace(50, time::nanos);
    }

    Instant now() {
        return BEGIN.plusNanos(time.nanos());
    }

    boolean isAlive(UUID replica, Duration longer) {
        return aliveUntil.getOrDefault(replica, Instant.MIN).isAfter(now().plus(longer));
    }

    boolean beat(UUID replica, Duration lease) {
        if (aliveUntil.containsKey(replica) && !isAlive(replica, Duration.ZERO)) {
            return false;
        }
        aliveUntil.put(replica, now().plus(lease));
        return true;
    }

    void leave(UUID replica, Collection<UUID> handedBack) {
        aliveUntil.remove(replica);
        handedBack.stream()
                .map(jobs::get)
                .filter(job -> replica.equals(job.leasedBy))
                .forEach(job -> job.leasedBy = null);
    }

    List<Lease> claim(UUID replica, List<Room> rooms, Collection<UUID> held, boolean suspects) {
        int places = rooms.stream().mapToInt(Room::places).sum();
        List<Lease> leases = new ArrayList<>();
        for (Job job : jobs.values()) {
            if (leases.size() < places && isFree(job, replica, held) && job.fruitless >= SUSPECT == suspects) {
                boolean leftBehind = job.leasedBy != null;
                job.fruitless += leftBehind ? 1 : 0;
                leases.add(lease(job, replica, leftBehind));
            }
        }
        return leases;
    }

    private boolean isFree(Job job, UUID replica, Collection<UUID> held) {
        if (job.state.isFinal()) {
            return false;
        }
        boolean forgotten =
                replica.equals(job.leasedBy) && !held.contains(job.id) && job.started.isBefore(now().minusSeconds(30));
        return job.leasedBy == null || forgotten || !isAlive(job.leasedBy, Duration.ZERO);
    }

    Lease lease(Job job, UUID replica, boolean leftBehind) {
        job.leasedBy = replica;
        job.epoch++;
        job.state = JobState.Running;
        job.started = job.started == null ? now() : job.started;
        Map<Integer, Standing> standings = new HashMap<>();
        job.outcomes.forEach((ordinal, outcome) -> standings.put(
                ordinal,
                new Standing(
                        outcome.state(),
                        outcome.attempts(),
                        outcome.tally() == null ? Tally.NOTHING : outcome.tally(),
                        job.since.get(ordinal))));
        return new Lease(
                job.id,
                job.tenant,
                replica,
                job.epoch,
                leftBehind,
                job.cancelRequested,
                SimulatedCloud.TARGET,
                job.instanceIds,
                job.options,
                standings,
                (int) job.count(OperationState.Failed),
                now(),
                job.started,
                Duration.between(now(), job.expires),
                null);
    }

    Set<UUID> cancelled(Collection<UUID> held) {
        return held.stream().filter(id -> jobs.get(id).cancelRequested).collect(Collectors.toSet());
    }

    Map<UUID, JobState> settle(List<Outcome> outcomes) {
        Map<UUID, JobState> held = new HashMap<>();
        for (Outcome outcome : outcomes) {
            Job job = jobs.get(outcome.jobId());
            boolean isHeld = held.containsKey(job.id) || job.epoch == outcome.epoch() && job.state == JobState.Running;
            if (isHeld && job.epoch == outcome.epoch()) {
                record(job, outcome);
                held.put(job.id, job.state);
            }
        }
        held.replaceAll((id, state) -> {
            jobs.get(id).judge();
            return jobs.get(id).state;
        });
        return held;
    }

    private void record(Job job, Outcome outcome) {
        Outcome known = job.outcomes.get(outcome.ordinal());
        boolean forward = known == null
                || known.state() == OperationState.Pending
                || !job.isOver(known)
                        && outcome.state() != OperationState.Pending
                        && outcome.state() != OperationState.Accepted;
        if (forward) {
            job.outcomes.put(outcome.ordinal(), outcome);
            job.since.put(outcome.ordinal(), now());
            job.fruitless = 0;
            recorded.accept(job, outcome);
        }
    }
}
