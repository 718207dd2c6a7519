package io.fleetstop.dispatch;

import io.fleetstop.identity.Tenants;
import io.fleetstop.job.Holder;
import io.fleetstop.job.ReadFinished;
import io.fleetstop.pacing.sql.SqlPaces;
import io.fleetstop.target.Target;
import io.fleetstop.target.Targets;
import io.fleetstop.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The dispatcher's life within the process: begins with it, and ends by letting calls finish and handing the leases back. */
@Singleton
public class Engine {
    private static final Logger LOG = Logger.getLogger(Engine.class);

    private static final Duration ASK_AGAIN = Duration.ofMillis(20);
    /** What writing the last outcomes and leaving may take, each. */
    private static final Duration LAST_WRITE = Duration.ofSeconds(2);

    private final Loop loop;
    private final Traces traces;
    private final Dispatcher dispatcher;
    private final Housekeeper housekeeper;
    private final DispatchConfig config;

    Engine(
            SqlLedger ledger,
            SqlPaces paces,
            Targets targets,
            Tenants tenants,
            DispatchConfig config,
            @ConfigProperty(name = "fleetstop.retention", defaultValue = "P30D") Duration retention,
            MeterRegistry registry,
            Tracing tracing,
            ReadFinished finished,
            Vertx vertx) {
        config.check();
        this.config = config;
        this.loop = new VertxLoop(vertx);
        var random = new SplittableRandom();
        var meters = new Meters(registry);
        this.traces = tracing.tracer()
                .<Traces>map(tracer -> new Spans(tracer, targets.all(), new JobSpans(tracer, loop, finished::of)))
                .orElse(Traces.NONE);
        this.dispatcher = new Dispatcher(
                ledger,
                target -> paces.ofStops(target.name(), Paces.initialRate(target)),
                targets.all(),
                tenants::mayUse,
                loop,
                config,
                random,
                UUID::randomUUID,
                meters,
                traces);
        Set<String> names = targets.all().stream().map(Target::name).collect(Collectors.toSet());
        this.housekeeper = new Housekeeper(ledger, loop, retention, names, random, meters, traces);
    }

    @Produces
    @Singleton
    Holder holder() {
        return dispatcher;
    }

    void start(@Observes StartupEvent begun) {
        dispatcher.start();
        loop.execute(housekeeper::begin);
    }

    /** Before whatever it works with: the simulator, where it runs, ends after the calls to it. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent ending)
            throws InterruptedException {
        dispatcher.drain();
        CountDownLatch idle = new CountDownLatch(1);
        loop.execute(() -> watch(idle));
        Duration limit = config.callTimeout().plus(LAST_WRITE);
        if (!idle.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("calls or outcomes still open after %s, left to whoever takes the jobs over", limit);
        }
        try {
            Uni.createFrom()
                    .deferred(dispatcher::leave)
                    .runSubscriptionOn(loop)
                    .await()
                    .atMost(LAST_WRITE);
        } catch (RuntimeException failure) {
            LOG.warnf("leases not handed back, they run out after %s reason=%s", config.lease(), failure);
        }
    }

    private void watch(CountDownLatch idle) {
        if (dispatcher.isIdle() && traces.areIdle()) {
            idle.countDown();
        } else {
            loop.after(ASK_AGAIN, () -> watch(idle));
        }
    }
}
