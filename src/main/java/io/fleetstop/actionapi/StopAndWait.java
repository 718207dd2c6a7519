package io.fleetstop.actionapi;

import io.fleetstop.audit.Entry;
import io.fleetstop.identity.Caller;
import io.fleetstop.intake.Intake;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.job.StopJob;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** Has a request done as a job, and waits for the job's end: the clouds' clients know no jobs, they expect the verdict as the answer. */
@Startup
@ApplicationScoped
public class StopAndWait {
    /** Each reads its job's row once a second: together a load that a small database does not notice. */
    static final int MOST_WAITING = 512;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Clouds take a stop within some hundred milliseconds; what takes longer is asked about less and less often. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(StopJob.POLL_SECONDS);
    private static final double GROWTH = 1.5;

    private final Semaphore places;
    private final Intake intake;
    private final JobWatch watch;
    private final Vertx vertx;
    private final Duration limit;

    /** @throws IllegalArgumentException for a limit that will not do; at start, and not at the first call */
    @Inject
    StopAndWait(Intake intake, JobWatch watch, Vertx vertx, ActionApiConfig config) {
        this(intake, watch, vertx, config, MOST_WAITING);
    }

    StopAndWait(Intake intake, JobWatch watch, Vertx vertx, ActionApiConfig config, int mostWaiting) {
        this.places = new Semaphore(mostWaiting);
        this.intake = intake;
        this.watch = watch;
        this.vertx = vertx;
        this.limit = config.waitLimit();
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "fleetstop.action-api.wait-limit: " + limit + " is not between " + SHORTEST + " and " + LONGEST);
        }
    }

    /**
     * A request whose token belongs to a job that is not over waits for that job: the caller asks for its outcome, and there is nothing
     * else to do for it.
     *
     * @param origin of the call; when its caller has gone nobody waits any more, and the job goes on
     * @return fails with {@link Refusal} when the request may not be done
     */
    public Uni<Ending> stop(Caller caller, StopJobRequest request, Origin origin) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                throw Refusal.of(Code.SERVICE_UNAVAILABLE, "Too many calls wait for their jobs; nothing was stored.");
            }
            var wait = new Wait(
                    caller.tenant(), System.nanoTime() + limit.toNanos(), origin.hasLeft(), vertx.getOrCreateContext());
            return stop(caller, request, origin.entry(), wait).onTermination().invoke(() -> places.release());
        });
    }

    private Uni<Ending> stop(Caller caller, StopJobRequest request, Entry entry, Wait wait) {
        return Uni.createFrom()
                .deferred(() -> intake.accept(caller, request, entry))
                .chain(answer -> answer.job().state().isFinal()
                        ? Uni.createFrom().item(Ending.over(answer.job()))
                        : end(answer.job().id(), wait))
                .onFailure(StopAndWait::isInProcess)
                .recoverWithUni(known -> joined(((Refusal) known).jobId(), entry, wait));
    }

    private static boolean isInProcess(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == Code.TOKEN_IN_PROCESS;
    }

    private Uni<Ending> joined(UUID jobId, Entry entry, Wait wait) {
        return entry.replayed(jobId).chain(() -> end(jobId, wait));
    }

    private Uni<Ending> end(UUID jobId, Wait wait) {
        return isOver(jobId, wait, FIRST_PAUSE)
                .emitOn(wait::run)
                .chain(over -> over ? outcome(jobId, wait) : Uni.createFrom().item(Ending.stillRunning(jobId)));
    }

    private Uni<Ending> outcome(UUID jobId, Wait wait) {
        return watch.job(wait.tenant, jobId)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(Code.NOT_FOUND, "The job was deleted meanwhile."))
                .map(Ending::over);
    }

    /** Nested once for each read, of which the longest limit allows some 130. */
    private Uni<Boolean> isOver(UUID jobId, Wait wait, Duration pause) {
        return after(pause)
                .emitOn(wait::run)
                .chain(() -> watch.isOver(wait.tenant, jobId))
                // The stop is under way whatever becomes of a read: the next one may find the database again.
                .onFailure()
                .recoverWithItem(false)
                .chain(over ->
                        over || wait.isOver() ? Uni.createFrom().item(over) : isOver(jobId, wait, longer(pause)));
    }

    private Uni<Void> after(Duration pause) {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(pause.toMillis(), timer -> emitter.complete(null)));
    }

    private static Duration longer(Duration pause) {
        Duration longer = Duration.ofMillis((long) (pause.toMillis() * GROWTH));
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /**
     * @param until by the JVM's running clock, in nanoseconds
     * @param context the request's own, on which alone the record's sessions work
     */
    private record Wait(String tenant, long until, BooleanSupplier hasLeft, Context context) {
        void run(Runnable step) {
            context.runOnContext(here -> step.run());
        }

        boolean isOver() {
            return System.nanoTime() - until >= 0 || hasLeft.getAsBoolean();
        }
    }
}
