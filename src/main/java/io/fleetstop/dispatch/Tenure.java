package io.fleetstop.dispatch;

import io.fleetstop.job.BeatReplica;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * For how long this replica may count on its leases. The database says whether it lives; its own clock, started before each beat was
 * sent, only ever makes it stop earlier. Once silent for too long it is dead for good and goes on as another replica without jobs.
 */
final class Tenure {
    private static final Logger LOG = Logger.getLogger(Tenure.class);

    private final BeatReplica statement;
    private final Loop loop;
    private final DispatchConfig config;
    private final Runnable renewed;
    private final Runnable lapsed;
    private volatile UUID replica = UUID.randomUUID();
    private volatile boolean member;
    private long trustedUntil;
    private boolean beating;
    private boolean ended;

    /**
     * @param renewed called after each beat that counted
     * @param lapsed called when the leases of this replica are lost
     */
    Tenure(BeatReplica statement, Loop loop, DispatchConfig config, Runnable renewed, Runnable lapsed) {
        this.statement = statement;
        this.loop = loop;
        this.config = config;
        this.renewed = renewed;
        this.lapsed = lapsed;
    }

    UUID replica() {
        return replica;
    }

    /** A call started now ends while the leases still hold. */
    boolean isTrusted() {
        return member && trustedUntil - loop.nanos() > 0;
    }

    /** Whether the database knows this replica; may be asked from any thread. */
    boolean isMember() {
        return member;
    }

    void begin() {
        statement
                .forgetDead()
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("dead replicas kept reason=%s", failure));
        beat();
    }

    private void beat() {
        if (ended) {
            return;
        }
        beating = true;
        long before = loop.nanos();
        statement
                .beat(replica, config.lease())
                .ifNoItem()
                .after(config.heartbeat())
                .fail()
                .emitOn(loop)
                .subscribe()
                .with(alive -> answered(alive, before), this::missed);
    }

    /** The leases hold for a while yet, long enough to finish what is in the air. */
    void stopBeating() {
        ended = true;
    }

    /** No beat is on its way that could bring the replica back to life after it left. */
    boolean isSilent() {
        return ended && !beating;
    }

    Uni<Void> leave() {
        member = false;
        return statement.leave(replica);
    }

    private void answered(boolean alive, long before) {
        beating = false;
        if (alive) {
            trustedUntil = before + config.trust().toNanos();
            member = true;
            renewed.run();
            loop.after(config.heartbeat(), this::beat);
        } else {
            LOG.warnf("leases lost replica=%s reason=silent for more than %s", replica, config.lease());
            member = false;
            replica = UUID.randomUUID();
            lapsed.run();
            beat();
        }
    }

    private void missed(Throwable failure) {
        beating = false;
        LOG.warnf("heartbeat missed replica=%s reason=%s", replica, failure);
        loop.after(Duration.ofSeconds(1), this::beat);
    }
}
