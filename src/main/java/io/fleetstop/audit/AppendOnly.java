package io.fleetstop.audit;

import io.fleetstop.identity.AuthConfig;
import io.fleetstop.job.AuditRights;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Refuses to serve callers with identities while this service could rewrite what is recorded of them. Runs before a port opens. */
@ApplicationScoped
public class AppendOnly {
    private static final Logger LOG = Logger.getLogger(AppendOnly.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String MEND =
            "fleetstop.database.url connects as a role that may change or delete rows of the audit trail: give it a"
                    + " role that owns nothing, and the present one, for migrating, to fleetstop.database.owner-url";

    private final AuthConfig auth;
    private final Supplier<Uni<Boolean>> mayAlter;

    @Inject
    AppendOnly(AuthConfig auth, AuditRights rights) {
        this(auth, rights::mayAlter);
    }

    AppendOnly(AuthConfig auth, Supplier<Uni<Boolean>> mayAlter) {
        this.auth = auth;
        this.mayAlter = mayAlter;
    }

    /** After the schema was found to be there. */
    void check(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE + 1) StartupEvent start) {
        if (!mayAlter()) {
            return;
        }
        if (auth.mode() == AuthConfig.Mode.REQUIRED) {
            throw new ConfigurationException(MEND);
        }
        LOG.info(MEND + "; with fleetstop.auth.mode=required the service would not start");
    }

    private boolean mayAlter() {
        return mayAlter.get()
                .onFailure()
                .transform(away -> new ConfigurationException(
                        "fleetstop.database.url does not tell who may change the audit trail: " + away.getMessage()))
                .await()
                .atMost(PATIENCE);
    }
}
