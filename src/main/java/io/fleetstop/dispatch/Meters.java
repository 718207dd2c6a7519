package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Settle;
import io.fleetstop.job.CloseJobs.Closed;
import io.fleetstop.job.JobState;
import io.fleetstop.job.LaneReport;
import io.fleetstop.job.LaneReport.Circuit;
import io.fleetstop.job.OperationState;
import io.fleetstop.provider.StopAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the engine tells whoever watches it. Labelled by target only: instances and tenants are too many. Counters are there from the start,
 * at zero: of one that begins with its first event, nobody sees that it grew.
 */
final class Meters {
    private static final String TARGET = "target";

    /** Clouds answer within some hundred milliseconds; the last one is where calls time out by default. */
    private static final Duration[] BUCKETS = Stream.of(50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Counter lateSettles;
    private final Counter leasesLost;
    private final Counter refusedOutcomes;
    private final Counter takeOvers;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        this.lateSettles = Counter.builder("fleetstop.settles.late")
                .description("Jobs whose outcomes came too late: another replica holds them by now")
                .register(registry);
        this.leasesLost = Counter.builder("fleetstop.leases.lost")
                .description("Times that this replica was silent for longer than a lease")
                .register(registry);
        this.refusedOutcomes = Counter.builder("fleetstop.settles.refused")
                .description("Outcomes that the database would not take; more than none is a defect")
                .register(registry);
        this.takeOvers = Counter.builder("fleetstop.leases.taken.over")
                .description("Jobs taken over from a replica that did not hand them back")
                .register(registry);
        Stream.of(JobState.values()).filter(JobState::isFinal).forEach(this::finished);
    }

    /** @param lane how the target looks now; asked from another thread */
    void watch(String target, Supplier<LaneReport> lane) {
        Stream.of(StopAnswer.Kind.values()).forEach(kind -> calls(target, kind));
        time(target);
        Stream.of(OperationState.values())
                .filter(state -> state != OperationState.Pending)
                .forEach(state -> settled(target, state));
        CountedCode.all().forEach(code -> unsuccessful(target, code));
        gauge("fleetstop.calls.in.flight", "Calls under way", target, lane, LaneReport::inFlight);
        gauge(
                "fleetstop.operations.waiting",
                "Operations of leased jobs, not being called",
                target,
                lane,
                LaneReport::waiting);
        gauge(
                "fleetstop.circuit.open",
                "1 while the account is refused and only probes are sent",
                target,
                lane,
                report -> report.circuit() == Circuit.Open ? 1 : 0);
    }

    void watchPace(String target, Supplier<Number> rate, Supplier<Number> throttledShare) {
        Gauge.builder("fleetstop.calls.rate", rate)
                .tag(TARGET, target)
                .description("Calls per second that all replicas together make at most")
                .register(registry);
        Gauge.builder("fleetstop.calls.throttled.share", throttledShare)
                .tag(TARGET, target)
                .description("Of all replicas' calls of the last minute, those refused for the rate")
                .register(registry);
    }

    void watchJobs(Supplier<Number> held) {
        Gauge.builder("fleetstop.jobs.leased", held)
                .description("Jobs that this replica works on")
                .register(registry);
    }

    /** @param took from the sending of the call to its answer, or to the moment from which none was waited for */
    void called(String target, StopAnswer.Kind kind, Duration took) {
        calls(target, kind).increment();
        time(target).record(took);
    }

    void settled(String target, Settle settle) {
        settled(target, settle.state()).increment();
        if (settle.code() != null) {
            unsuccessful(target, CountedCode.of(settle.code())).increment();
        }
    }

    void jobFinished(JobState state) {
        finished(state).increment();
    }

    /** Of jobs that nobody could work on: whoever closed them counts what became of them. */
    void closed(Closed job) {
        jobFinished(job.state());
        settled(job.target(), OperationState.Failed).increment(job.failed());
        settled(job.target(), OperationState.Skipped).increment(job.skipped());
        unsuccessful(job.target(), CountedCode.of(job.code())).increment(job.failed() + job.skipped());
    }

    void takenOver() {
        takeOvers.increment();
    }

    void settledLate() {
        lateSettles.increment();
    }

    void leasesLost() {
        leasesLost.increment();
    }

    void outcomeRefused() {
        refusedOutcomes.increment();
    }

    private Counter calls(String target, StopAnswer.Kind kind) {
        return Counter.builder("fleetstop.calls")
                .tags(TARGET, target, "answer", kind.name().toLowerCase(Locale.ROOT))
                .description("Stop calls, by what the cloud answered")
                .register(registry);
    }

    private Timer time(String target) {
        return Timer.builder("fleetstop.calls.time")
                .tag(TARGET, target)
                .description("Stop calls, from sending to the answer")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter settled(String target, OperationState state) {
        return Counter.builder("fleetstop.operations.settled")
                .tags(TARGET, target, "state", state.name())
                .description("Operations that came to an end")
                .register(registry);
    }

    private Counter unsuccessful(String target, String code) {
        return Counter.builder("fleetstop.operations.unsuccessful")
                .tags(TARGET, target, "code", code)
                .description("Operations that failed, were skipped or cancelled, by the reason")
                .register(registry);
    }

    private Counter finished(JobState state) {
        return Counter.builder("fleetstop.jobs.finished")
                .tag("state", state.name())
                .description("Jobs that came to an end")
                .register(registry);
    }

    private void gauge(
            String name, String what, String target, Supplier<LaneReport> lane, ToDoubleFunction<LaneReport> value) {
        Gauge.builder(name, lane, each -> value.applyAsDouble(each.get()))
                .tag(TARGET, target)
                .description(what)
                .strongReference(true)
                .register(registry);
    }
}
