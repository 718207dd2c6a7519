package io.fleetstop.dispatch;

import io.fleetstop.job.LaneReport;
import io.fleetstop.job.LaneReport.Circuit;
import io.fleetstop.job.OperationState;
import io.fleetstop.provider.StopAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the engine tells whoever watches it. Labelled by target only: instances and tenants are too many. */
final class Meters {
    private static final String TARGET = "target";

    private final MeterRegistry registry;
    private final Counter lateSettles;
    private final Counter leasesLost;
    private final Counter refusedOutcomes;

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

    void called(String target, StopAnswer.Kind kind) {
        registry.counter(
                        "fleetstop.calls", TARGET, target, "answer", kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void settled(String target, OperationState state) {
        registry.counter("fleetstop.operations.settled", TARGET, target, "state", state.name())
                .increment();
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
