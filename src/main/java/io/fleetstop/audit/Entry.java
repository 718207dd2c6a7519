package io.fleetstop.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.identity.Caller;
import io.fleetstop.job.AuditRow;
import io.fleetstop.job.Provenance;
import io.fleetstop.problem.Refusal;
import io.fleetstop.tracing.RequestSpan;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/**
 * One request on its way to its row: what is known of it, gathered as it is read, and whether the row is written. Whatever becomes of the
 * request after that leaves no second one. Used by one thread after the other, as a request is.
 */
public final class Entry {
    private static final int SERVERS_FAULT = 500;
    private static final int CALLERS_FAULT = 400;

    private final Trail trail;
    private final Provenance provenance;
    private Caller caller;
    private UUID job;
    private Asked asked = Asked.NOTHING;
    private Refusal refusal;
    private boolean decided;
    private RequestSpan span = RequestSpan.NONE;

    Entry(Trail trail, Provenance provenance) {
        this.trail = trail;
        this.provenance = provenance;
    }

    /** Of a request over REST that is to be recorded. */
    public static Entry of(RoutingContext request) {
        return request.get(Entry.class.getName());
    }

    void belongTo(RoutingContext request) {
        request.put(Entry.class.getName(), this);
    }

    public Provenance provenance() {
        return provenance;
    }

    /** @return the same */
    public Entry tracedBy(RequestSpan begun) {
        span = begun;
        return this;
    }

    /** What a trace tells of the request. */
    public RequestSpan span() {
        return span;
    }

    public void calledBy(Caller whoever) {
        caller = whoever;
    }

    /** The request names a job. */
    public void about(UUID known) {
        job = known;
    }

    /** @param request in the contract's words, not judged yet */
    public void asks(ObjectNode request) {
        asked = Asked.of(request);
    }

    /** What is decided wrote its row itself, with what it did. */
    public void isRecorded() {
        decided = true;
        trail.decisions().countDone(provenance.deed());
    }

    /** An earlier request made the job that answers this one. */
    public Uni<Void> replayed(UUID known) {
        return done(Decisions.REPLAYED, known);
    }

    /** The job is as the caller wants it already, or past it. */
    public Uni<Void> unchanged(UUID known) {
        return done(Decisions.UNCHANGED, known);
    }

    /** Why the request is going to be refused, where that is known better here than in the words of the answer. */
    public void failed(Throwable failure) {
        refusal = failure instanceof Refusal known ? known : null;
    }

    /**
     * What the caller is about to be told. It is a refusal if it is the caller's fault and nothing was decided before. What is the server's
     * fault is no decision: the request may even have been done, and then has its row.
     *
     * @param code in the words of the answer
     * @return never fails
     */
    public Uni<Void> answered(int status, String code) {
        if (decided || status < CALLERS_FAULT) {
            return Uni.createFrom().voidItem();
        }
        if (status >= SERVERS_FAULT) {
            decided = true;
            trail.decisions()
                    .count(
                            provenance.deed(),
                            refusal == null ? code : refusal.code().word());
            return Uni.createFrom().voidItem();
        }
        return refusal == null ? write(code, null, job, asked) : refused(refusal);
    }

    Uni<Void> refused(Refusal known) {
        String code = known.code().word();
        return known.jobId() == null
                ? write(code, known.getMessage(), job, asked)
                : write(code, known.getMessage(), known.jobId(), withoutIds());
    }

    private Uni<Void> done(String decision, UUID known) {
        return write(decision, null, known, withoutIds());
    }

    /** The row in which the job was accepted has them. */
    private Asked withoutIds() {
        return new Asked(asked.clientToken(), asked.target(), asked.instances(), null);
    }

    private Uni<Void> write(String decision, String detail, UUID about, Asked what) {
        decided = true;
        trail.decisions().count(provenance.deed(), decision);
        return trail.write(new AuditRow(
                caller == null ? null : caller.tenant(),
                caller == null ? null : caller.name(),
                provenance,
                decision,
                detail,
                about,
                what.clientToken(),
                what.target(),
                what.instances(),
                what.instanceIds(),
                0));
    }
}
