package io.fleetstop.intake;

import io.fleetstop.identity.Caller;
import io.fleetstop.job.CreateJob;
import io.fleetstop.job.Creation;
import io.fleetstop.job.Creation.Created;
import io.fleetstop.job.Creation.TimeRefused;
import io.fleetstop.job.Creation.TokenKnown;
import io.fleetstop.job.Holder;
import io.fleetstop.job.Lease;
import io.fleetstop.job.NewJob;
import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.StopJob;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import io.fleetstop.target.Target;
import io.fleetstop.target.Targets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** Takes a request in once: stores it, or tells what the same token was used for. */
@ApplicationScoped
public class Intake {

    /** A job that answers a request; replayed means that an earlier request made it, and that it is over. */
    record Answer(StopJob job, boolean replayed) {}

    private final CreateJob jobs;
    private final ReadJobs reader;
    private final Targets targets;
    private final Holder holder;

    Intake(CreateJob jobs, ReadJobs reader, Targets targets, Holder holder) {
        this.jobs = jobs;
        this.reader = reader;
        this.targets = targets;
        this.holder = holder;
    }

    /**
     * Past the time-out the job may be stored all the same: the token makes a repeat safe. Together with
     * the readers' the bulkhead lets through fewer than the pool of connections has room for, so that the engine's statements never find it
     * full.
     *
     * @throws Refusal when the request may not be done
     */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 64, waitingTaskQueue = 192)
    Uni<Answer> accept(Caller caller, StopJobRequest request) {
        NewJob job = normalise(caller, request);
        Optional<UUID> replica = holder.reserve();
        return Uni.createFrom()
                .deferred(() -> jobs.createOrFind(job, replica))
                .onTermination()
                .invoke((creation, failure, cancelled) -> replica.ifPresent(reserved -> fillSeat(creation)))
                .chain(creation -> answer(caller, creation));
    }

    private NewJob normalise(Caller caller, StopJobRequest request) {
        Target target = Optional.ofNullable(request.target())
                .map(targets::named)
                .orElseGet(targets::byDefault)
                .orElseThrow(
                        () -> Refusal.of(Code.INVALID_ARGUMENT, List.of(new FieldFault("target", fault(request)))));
        String token = request.clientToken() == null ? UUID.randomUUID().toString() : request.clientToken();
        return new NewJob(
                caller.tenant(),
                token,
                Fingerprint.of(request.instanceIds(), target.name(), request.options()),
                caller.name(),
                request.description(),
                target.name(),
                target.cloud().word(),
                target.region(),
                request.instanceIds(),
                request.options());
    }

    private static String fault(StopJobRequest request) {
        return request.target() == null
                ? "is missing, and no default target is configured"
                : "is not a target you may use";
    }

    /** @param creation null when storing failed or nobody waits for it any more */
    private void fillSeat(Creation creation) {
        Optional<Lease> lease = creation instanceof Created created ? created.lease() : Optional.empty();
        lease.ifPresentOrElse(holder::take, holder::giveBack);
    }

    private Uni<Answer> answer(Caller caller, Creation creation) {
        if (creation instanceof TokenKnown known) {
            return known(caller, known);
        }
        if (creation instanceof TimeRefused refused) {
            throw Refusal.of(Code.INVALID_ARGUMENT, List.of(new FieldFault(refused.field(), refused.message())));
        }
        return Uni.createFrom().item(new Answer(((Created) creation).job(), false));
    }

    /** The mismatch comes first, since no waiting cures it. */
    private Uni<Answer> known(Caller caller, TokenKnown known) {
        if (!known.sameRequest()) {
            throw Refusal.of(Code.TOKEN_MISMATCH, Code.TOKEN_MISMATCH.message());
        }
        if (!known.isFinal()) {
            throw Refusal.of(Code.TOKEN_IN_PROCESS, known.jobId());
        }
        return reader.job(caller.tenant(), known.jobId()).map(job -> new Answer(job, true));
    }
}
