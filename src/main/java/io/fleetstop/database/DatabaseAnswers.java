package io.fleetstop.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready is who reaches the database in the time that a request would wait for it. The framework's own check asks without an end: with
 * a database that stands still it is the probe that gives up, and each one leaves a question behind. Being alive is another matter, and no
 * restart brings a database back.
 */
@Readiness
@ApplicationScoped
public class DatabaseAnswers implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseAnswers.class);

    private static final String NAME = "database";

    /** As long as a request waits for a connection, and less than an orchestrator waits for this answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;

    /** Whoever asks meanwhile gets the same answer: so there is one question in two seconds at most, whoever asks how often. */
    private final AtomicReference<Uni<HealthCheckResponse>> underWay = new AtomicReference<>();

    DatabaseAnswers(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Uni<HealthCheckResponse> question = underWay.get();
        if (question != null) {
            return question;
        }
        Uni<HealthCheckResponse> mine =
                ask().eventually(() -> underWay.set(null)).memoize().indefinitely();
        return underWay.compareAndSet(null, mine) ? mine : call();
    }

    private Uni<HealthCheckResponse> ask() {
        return pool.query("SELECT 1")
                .execute()
                .map(answer -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(DatabaseAnswers::down);
    }

    private static HealthCheckResponse down(Throwable reason) {
        LOG.debugf("the database does not answer reason=%s", reason);
        return HealthCheckResponse.down(NAME);
    }
}
