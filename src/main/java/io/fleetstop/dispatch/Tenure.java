package io.fleetstop.dispatch;

import io.fleetstop.job.LaneReport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * For how long this replica may count on its leases. The database says whether it lives; its own clock, started before each beat was
 * sent, only ever makes it stop earlier. Once silent for too long it is dead for good and goes on as another replica without jobs.
 */
final class Tenure {
    private static final Logger LOG = Logger.getLogger(Tenure.class);

    private final Ledger ledger;
    private final Loop loop;
    private final DispatchConfig config;
    private final Supplier<UUID> names;
    private final Supplier<List<LaneReport>> lanes;
    private final Runnable renewed;
    private final Runnable lapsed;
    private volatile UUID replica;
    private volatile boolean member;
    private long trustedUntil;
    private boolean beating;
    private boolean ended;

    /**
     * @param names gives names that no replica ever had
     * @param lanes what each beat tells of the targets
     * @param renewed called after each beat that counted
     * @param lapsed called when the leases of this replica are lost
     */
    Tenure(
            Ledger ledger,
            Loop loop,
            DispatchConfig config,
            Supplier<UUID> names,
            Supplier<List<LaneReport>> lanes,
            Runnable renewed,
            Runnable lapsed) {
        this.ledger = ledger;
        this.loop = loop;
        this.config = config;
        this.names = names;
        this.replica = names.get();
        this.lanes = lanes;
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

    void beat() {
        if (ended) {
            return;
        }
        beating = true;
        long before = loop.nanos();
        loop.within(config.heartbeat(), ledger.beat(replica, config.lease(), lanes.get()))
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

    /** @param handedBack jobs of which nothing is in the air */
    Uni<Void> leave(Collection<UUID> handedBack) {
        member = false;
        return ledger.leave(replica, handedBack);
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
            replica = names.get();
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
