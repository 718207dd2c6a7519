package io.fleetstop.intake;

import io.fleetstop.audit.Entry;
import io.fleetstop.identity.Caller;
import io.fleetstop.identity.Role;
import io.fleetstop.identity.Tenants;
import io.fleetstop.job.CreateJob;
import io.fleetstop.job.Creation;
import io.fleetstop.job.Creation.Created;
import io.fleetstop.job.Creation.TimeRefused;
import io.fleetstop.job.Creation.TokenKnown;
import io.fleetstop.job.Creation.TooManyInAnHour;
import io.fleetstop.job.Creation.TooMuchOpen;
import io.fleetstop.job.Holder;
import io.fleetstop.job.JobOptions;
import io.fleetstop.job.Lease;
import io.fleetstop.job.NewJob;
import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.StopJob;
import io.fleetstop.job.StoppedMode;
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
    public record Answer(StopJob job, boolean replayed) {}

    private final CreateJob jobs;
    private final ReadJobs reader;
    private final Targets targets;
    private final Tenants tenants;
    private final Holder holder;

    Intake(CreateJob jobs, ReadJobs reader, Targets targets, Tenants tenants, Holder holder) {
        this.jobs = jobs;
        this.reader = reader;
        this.targets = targets;
        this.tenants = tenants;
        this.holder = holder;
    }

    /**
     * Past the time-out the job may be stored all the same: the token makes a repeat safe. All doors' bulkheads together let through fewer
     * than the pool of connections has room for, so that the engine's statements never find it full.
     *
     * @param entry of the request, which has its row when this has an answer
     * @throws Refusal when the request may not be done
     */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 64, waitingTaskQueue = 192)
    public Uni<Answer> accept(Caller caller, StopJobRequest request, Entry entry) {
        entry.calledBy(caller);
        caller.must(Role.SUBMIT);
        mustKeepRateWithout(caller, request.clientToken());
        Target target = Optional.ofNullable(request.target())
                .map(targets::named)
                .orElseGet(targets::byDefault)
                .filter(each -> tenants.mayUse(caller.tenant(), each.name()))
                .orElseThrow(
                        () -> Refusal.of(Code.INVALID_ARGUMENT, List.of(new FieldFault("target", fault(request)))));
        return store(
                caller,
                newJob(
                        caller,
                        request.clientToken(),
                        target,
                        request.instanceIds(),
                        request.options(),
                        request.description(),
                        null,
                        entry),
                entry);
    }

    /**
     * Makes a new job of what did not succeed in another. The two share the time-out's and the bulkhead's reasons with the above.
     *
     * @param clientToken null when the caller gave none
     * @param entry likewise
     * @throws Refusal when there is no such job, or nothing of it to be tried again
     */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 8, waitingTaskQueue = 64)
    Uni<Answer> retry(Caller caller, UUID id, String clientToken, Entry entry) {
        entry.calledBy(caller);
        caller.must(Role.SUBMIT);
        mustKeepRateWithout(caller, clientToken);
        return reader.job(caller.tenant(), id).chain(job -> {
            if (job == null) {
                throw Refusal.of(Code.NOT_FOUND, "There is no such job.");
            }
            return store(caller, again(caller, job, clientToken, entry), entry);
        });
    }

    private NewJob again(Caller caller, StopJob job, String clientToken, Entry entry) {
        if (!job.state().isFinal()) {
            throw Refusal.of(Code.INVALID_ARGUMENT, "The job is not over yet; only what is final can be tried again.");
        }
        List<String> unsuccessful = job.operations().stream()
                .filter(operation -> operation.state().isUnsuccessful())
                .map(StopJob.Operation::instanceId)
                .toList();
        if (unsuccessful.isEmpty()) {
            throw Refusal.of(Code.INVALID_ARGUMENT, "No instance of the job is failed, skipped or cancelled.");
        }
        Target target = targets.named(job.target())
                .filter(each -> tenants.mayUse(caller.tenant(), each.name()))
                .orElseThrow(() -> Refusal.of(Code.INVALID_ARGUMENT, "The job's target cannot be used any more."));
        return newJob(
                caller, clientToken, target, unsuccessful, job.options().atOnce(), job.description(), job.id(), entry);
    }

    private NewJob newJob(
            Caller caller,
            String clientToken,
            Target target,
            List<String> instanceIds,
            JobOptions options,
            String description,
            UUID retryOf,
            Entry entry) {
        mustBeAllowed(caller, options);
        entry.span().asks(target.name(), instanceIds.size());
        return new NewJob(
                caller.tenant(),
                clientToken == null ? UUID.randomUUID().toString() : clientToken,
                Fingerprint.of(instanceIds, target.name(), options, retryOf),
                caller.name(),
                description,
                target.name(),
                target.cloud().word(),
                target.region(),
                instanceIds,
                options,
                retryOf,
                entry.provenance(),
                entry.span().traceparent());
    }

    /** A repeat is answered whatever the rate; what has no token is none, and is to cost no read. */
    private static void mustKeepRateWithout(Caller caller, String clientToken) {
        if (clientToken == null) {
            caller.mustKeepRate();
        }
    }

    private static void mustBeAllowed(Caller caller, JobOptions options) {
        if (options.forceStop() || options.forceAfter() != null) {
            caller.must(Role.FORCE_STOP);
        }
        if (options.stoppedMode() == StoppedMode.StopCharging) {
            caller.must(Role.STOP_CHARGING);
        }
    }

    private Uni<Answer> store(Caller caller, NewJob job, Entry entry) {
        if (caller.overRate()) {
            return jobs.find(job).chain(known -> {
                if (known.isEmpty()) {
                    caller.mustKeepRate();
                }
                return answer(caller, known.orElseThrow(), entry);
            });
        }
        Optional<UUID> replica = holder.reserve(job.tenant(), job.target());
        var bounds = new CreateJob.Bounds(
                tenants.mostOpenOperations(job.tenant()), tenants.mostInstancesPerHour(job.tenant()));
        return Uni.createFrom()
                .deferred(() -> jobs.createOrFind(job, bounds, replica))
                .onTermination()
                .invoke((creation, failure, cancelled) -> replica.ifPresent(reserved -> fillSeat(job, creation)))
                .chain(creation -> answer(caller, creation, entry));
    }

    private static String fault(StopJobRequest request) {
        return request.target() == null
                ? "is missing, and there is no default target that you may use"
                : "is not a target you may use";
    }

    /** @param creation null when storing failed or nobody waits for it any more */
    private void fillSeat(NewJob job, Creation creation) {
        Optional<Lease> lease = creation instanceof Created created ? created.lease() : Optional.empty();
        lease.ifPresentOrElse(holder::take, () -> holder.giveBack(job.tenant(), job.target()));
    }

    private Uni<Answer> answer(Caller caller, Creation creation, Entry entry) {
        if (creation instanceof TokenKnown known) {
            return known(caller, known, entry);
        }
        if (creation instanceof TimeRefused refused) {
            throw Refusal.of(Code.INVALID_ARGUMENT, List.of(new FieldFault(refused.field(), refused.message())));
        }
        if (creation instanceof TooMuchOpen) {
            throw Refusal.of(
                    Code.FLOW_LIMIT_EXCEEDED,
                    "The tenant has too many operations open; nothing was stored. The same request may be sent again later.");
        }
        if (creation instanceof TooManyInAnHour refused) {
            int most = tenants.mostInstancesPerHour(caller.tenant()).orElseThrow();
            throw Refusal.later(
                    Code.FLOW_LIMIT_EXCEEDED,
                    "The tenant may have " + most + " instances stopped in an hour, and with these it would be more;"
                            + " nothing was stored.",
                    refused.fitsIn());
        }
        entry.isRecorded();
        StopJob job = ((Created) creation).job();
        entry.span().made(job.id());
        return Uni.createFrom().item(new Answer(job, false));
    }

    /** The mismatch comes first, since no waiting cures it. */
    private Uni<Answer> known(Caller caller, TokenKnown known, Entry entry) {
        if (!known.sameRequest()) {
            throw Refusal.of(Code.TOKEN_MISMATCH, Code.TOKEN_MISMATCH.message());
        }
        entry.span().repeats(known.jobId());
        if (!known.isFinal()) {
            throw Refusal.of(Code.TOKEN_IN_PROCESS, known.jobId());
        }
        return reader.job(caller.tenant(), known.jobId())
                .map(job -> new Answer(job, true))
                .call(() -> entry.replayed(known.jobId()));
    }
}
