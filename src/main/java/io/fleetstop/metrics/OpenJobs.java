package io.fleetstop.metrics;

import io.fleetstop.job.ReadBacklog;
import io.fleetstop.job.ReadBacklog.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * How the record's open jobs stand, whoever works on them: each replica asks for itself, so that somebody tells while one lives. While the
 * database does not answer, nothing is told: an old figure would hide what happens now.
 */
@Singleton
public class OpenJobs {
    private static final Logger LOG = Logger.getLogger(OpenJobs.class);

    /** As often as somebody comes to see. */
    private static final Duration EVERY = Duration.ofSeconds(15);

    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    private final Supplier<Uni<Backlog>> reads;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Duration every;
    private volatile Optional<Backlog> latest = Optional.empty();
    private volatile boolean ending;

    @Inject
    OpenJobs(ReadBacklog reads, Vertx vertx, MeterRegistry registry) {
        this(reads::read, vertx, registry, EVERY);
    }

    OpenJobs(Supplier<Uni<Backlog>> reads, Vertx vertx, MeterRegistry registry, Duration every) {
        this.reads = reads;
        this.vertx = vertx;
        this.registry = registry;
        this.every = every;
    }

    void start(@Observes StartupEvent starting) {
        Gauge.builder("fleetstop.jobs.open", this, jobs -> jobs.figure(Backlog::open))
                .description("Jobs in the record that are not finished")
                .register(registry);
        age("fleetstop.jobs.oldest.age", "How long the oldest open job could have been worked on", Backlog::oldest);
        age("fleetstop.jobs.overdue.age", "How long an open job is past its deadline", Backlog::overdue);
        age("fleetstop.jobs.unheld.age", "How long an open job is held by no living replica", Backlog::unheld);
        vertx.runOnContext(begun -> look());
    }

    void stop(@Observes ShutdownEvent stopping) {
        ending = true;
    }

    private void age(String name, String what, Function<Backlog, Duration> age) {
        Gauge.builder(
                        name,
                        this,
                        jobs -> jobs.figure(backlog -> age.apply(backlog).toMillis() / 1000.0))
                .baseUnit("seconds")
                .description(what)
                .register(registry);
    }

    private double figure(ToDoubleFunction<Backlog> figure) {
        return latest.map(figure::applyAsDouble).orElse(Double.NaN);
    }

    private void look() {
        if (ending) {
            return;
        }
        Uni.createFrom()
                .deferred(reads::get)
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .onTermination()
                .invoke(() -> vertx.setTimer(every.toMillis(), timer -> look()))
                .subscribe()
                .with(backlog -> latest = Optional.of(backlog), this::unknown);
    }

    /** Said once for as long as it lasts; at the start and at the end it is others who tell what is wrong. */
    private void unknown(Throwable failure) {
        boolean knew = latest.isPresent();
        latest = Optional.empty();
        if (knew && !ending) {
            LOG.warnf("open jobs not counted, silent about it until they are reason=%s", failure);
        }
    }
}
