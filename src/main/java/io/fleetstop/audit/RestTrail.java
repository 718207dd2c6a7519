package io.fleetstop.audit;

import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.From;
import io.fleetstop.job.Deed;
import io.fleetstop.job.Provenance;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RequestId;
import io.fleetstop.problem.Witness;
import io.fleetstop.tracing.RequestSpans;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Begins the entry of each request over REST that asks for something to be done, and learns of its refusal wherever that happens. */
@ApplicationScoped
public class RestTrail {
    /** After the request has its name, before anything may refuse it. */
    private static final int PRIORITY = 995;

    private static final String DOOR = "rest";
    private static final String JOBS = "/v1/stop-jobs";
    private static final Pattern OF_A_JOB = Pattern.compile(JOBS + "/([^/;]+)/(cancel|retry)([/;].*)?");

    private final Trail trail;
    private final RequestSpans spans;

    RestTrail(Trail trail, RequestSpans spans) {
        this.trail = trail;
        this.spans = spans;
    }

    void watch(@Observes Filters filters) {
        filters.register(this::begin, PRIORITY);
    }

    private void begin(RoutingContext request) {
        String path = request.normalizedPath();
        // All that begins so, and not only what is good: whatever the doors take has an entry, and what they do not is
        // refused.
        if (request.request().method() == HttpMethod.POST && path.startsWith(JOBS)) {
            begin(request, OF_A_JOB.matcher(path));
        }
        request.next();
    }

    private void begin(RoutingContext request, Matcher ofJob) {
        boolean named = ofJob.matches();
        Deed deed = !named ? Deed.STOP : ofJob.group(2).equals("cancel") ? Deed.CANCEL : Deed.RETRY;
        Entry entry = trail.begin(new Provenance(DOOR, deed, RequestId.of(request), From.address(request.request())));
        if (named) {
            entry.about(uuid(ofJob.group(1)));
        }
        // Those that make jobs; a cancel makes none.
        if (deed != Deed.CANCEL) {
            entry.tracedBy(spans.begin(request, deed == Deed.RETRY ? JOBS + "/{id}/retry" : JOBS, DOOR));
        }
        entry.belongTo(request);
        Witness.of(request, refusal -> refused(request, entry, refusal));
    }

    private static Uni<Void> refused(RoutingContext request, Entry entry, Refusal refusal) {
        CurrentCaller.known(request).ifPresent(entry::calledBy);
        entry.failed(refusal);
        return entry.answered(refusal.code().status(), refusal.code().word());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
