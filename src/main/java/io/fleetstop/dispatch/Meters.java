package io.fleetstop.dispatch;

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

/** What the engine tells whoever watches it. Labelled by target only: instances and tenants are too many. */
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
    }

    /** @param lane how the target looks now; asked from another thread */
    void watch(String target, Supplier<LaneReport> lane) {
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
        registry.counter(
                        "fleetstop.calls", TARGET, target, "answer", kind.name().toLowerCase(Locale.ROOT))
                .increment();
        Timer.builder("fleetstop.calls.time")
                .tag(TARGET, target)
                .description("Stop calls, from sending to the answer")
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }

    void settled(String target, OperationState state) {
        registry.counter("fleetstop.operations.settled", TARGET, target, "state", state.name())
                .increment();
    }

    void jobFinished(JobState state) {
        registry.counter("fleetstop.jobs.finished", "state", state.name()).increment();
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

    private void gauge(
            String name, String what, String target, Supplier<LaneReport> lane, ToDoubleFunction<LaneReport> value) {
        Gauge.builder(name, lane, each -> value.applyAsDouble(each.get()))
                .tag(TARGET, target)
                .description(what)
                .strongReference(true)
                .register(registry);
    }
}
