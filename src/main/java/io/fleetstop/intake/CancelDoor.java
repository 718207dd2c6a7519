package io.fleetstop.intake;

import io.fleetstop.audit.Entry;
import io.fleetstop.identity.Caller;
import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.Role;
import io.fleetstop.job.CancelJob;
import io.fleetstop.job.Holder;
import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.StopJob;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Takes a job back, as far as it has not been sent. May be asked any number of times. */
@Path("/v1/stop-jobs/{id}/cancel")
public class CancelDoor {
    private final CancelJob cancels;
    private final ReadJobs reader;
    private final Holder holder;

    CancelDoor(CancelJob cancels, ReadJobs reader, Holder holder) {
        this.cancels = cancels;
        this.reader = reader;
        this.holder = holder;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 8, waitingTaskQueue = 64)
    public Uni<Response> cancel(@PathParam("id") UUID id, @Context RoutingContext request) {
        Caller sender = CurrentCaller.with(Role.SUBMIT, request);
        Entry entry = Entry.of(request);
        return cancels.cancel(sender.tenant(), id, sender.name(), entry.provenance())
                .invoke(changed -> {
                    // Of this tenant, then: nothing is said of a job that is another one's.
                    if (changed) {
                        holder.cancelRequested(id);
                        entry.isRecorded();
                    }
                })
                .chain(changed -> reader.job(sender.tenant(), id)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.of(Code.NOT_FOUND, "There is no such job."))
                        .call(() -> changed ? Uni.createFrom().voidItem() : unchanged(entry, sender, id)))
                .map(CancelDoor::answer);
    }

    private static Uni<Void> unchanged(Entry entry, Caller sender, UUID id) {
        entry.calledBy(sender);
        return entry.unchanged(id);
    }

    private static Response answer(StopJob job) {
        return job.state().isFinal()
                ? Response.ok(job).tag(job.entityTag()).build()
                : Response.accepted(job)
                        .tag(job.entityTag())
                        .header("Retry-After", StopJob.POLL_SECONDS)
                        .build();
    }
}
