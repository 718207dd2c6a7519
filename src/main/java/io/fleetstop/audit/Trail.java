package io.fleetstop.audit;

import io.fleetstop.job.AppendAudit;
import io.fleetstop.job.AuditRow;
import io.fleetstop.job.Provenance;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes rows of refusals and repeats, before the caller is told. Whoever is refused can send more of the same than the database should
 * write, so each tenant has a share; what goes past it is counted, and the count stands in the row after it.
 */
@Startup
@ApplicationScoped
public class Trail {
    private static final Logger LOG = Logger.getLogger(Trail.class);

    /** More than people and well-behaved clients cause; a few such tenants at once still cost less than the jobs of one. */
    private static final int ROWS_PER_SECOND = 20;

    /** Long enough for a flood to end, or the database to be back; what is left out longer than that is lost with the process. */
    private static final Duration REST_AFTER = Duration.ofSeconds(5);

    /** How long an answer waits for its row. A row that takes longer is written all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LAST_WRITE = Duration.ofSeconds(2);
    private static final String NOBODY_KNOWN = "";

    private final Function<AuditRow, Uni<Void>> append;
    private final Vertx vertx;
    private final Decisions decisions;
    private final Counter leftOut;

    /** As many as tenants are configured, and one for all callers that nobody knows; never more, since names come from credentials. */
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    @Inject
    Trail(AppendAudit rows, Vertx vertx, MeterRegistry registry) {
        this(rows::append, vertx, registry);
    }

    Trail(Function<AuditRow, Uni<Void>> append, Vertx vertx, MeterRegistry registry) {
        this.append = append;
        this.vertx = vertx;
        this.decisions = new Decisions(registry);
        this.leftOut = Counter.builder("fleetstop.audit.rows.left.out")
                .description(
                        "Rows of the audit trail that were only counted, past a tenant's share or with the database away")
                .register(registry);
    }

    /** A request comes in. */
    public Entry begin(Provenance provenance) {
        return new Entry(this, provenance);
    }

    Decisions decisions() {
        return decisions;
    }

    /** @return never fails: where there is no row, there is a count of it and a line in the log */
    Uni<Void> write(AuditRow row) {
        Share share = share(row);
        Optional<AuditRow> taken = share.take(row);
        if (taken.isPresent()) {
            return patiently(append(share, taken.get()));
        }
        leaveOut(share, row);
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> patiently(Uni<Void> work) {
        // Of its own, so that neither the end of the wait nor a caller who leaves stops the work.
        return Uni.createFrom()
                .<Void>emitter(wait -> work.subscribe().with(wait::complete))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem((Void) null);
    }

    private Uni<Void> append(Share share, AuditRow row) {
        return Uni.createFrom()
                .deferred(() -> append.apply(row))
                // Not before: of those put aside, the last one may yet be written whole.
                .invoke(() -> leftOut.increment(row.leftOut()))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("audit row left out for now %s reason=%s", row, failure);
                    leaveOut(share, row);
                    return null;
                });
    }

    private void leaveOut(Share share, AuditRow row) {
        if (share.leaveOut(row)) {
            vertx.setTimer(
                    REST_AFTER.toMillis(), timer -> rest(share).subscribe().with(done -> {}));
        }
    }

    private Uni<Void> rest(Share share) {
        return share.rest()
                .map(row -> append(share, row))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Share share(AuditRow row) {
        return shares.computeIfAbsent(
                row.tenant() == null ? NOBODY_KNOWN : row.tenant(), tenant -> new Share(ROWS_PER_SECOND));
    }

    /** After the doors have closed. */
    void stop(@Observes ShutdownEvent ending) {
        List<Uni<Void>> rests = shares.values().stream().map(this::rest).toList();
        if (!rests.isEmpty()) {
            // A database that is away now must not keep all else from its end.
            Uni.join()
                    .all(rests)
                    .andCollectFailures()
                    .ifNoItem()
                    .after(LAST_WRITE)
                    .recoverWithItem(List.of())
                    .await()
                    .indefinitely();
        }
    }
}
