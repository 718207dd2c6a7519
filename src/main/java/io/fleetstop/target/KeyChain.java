package io.fleetstop.target;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.Credentials;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/**
 * Keys of a source that blocks: it is asked on a worker, one question at a time, and its answer is kept. A new one is asked for while the
 * old one is still good, so that callers neither wait for it nor suffer when it fails.
 */
final class KeyChain implements Credentials {

    private static final Logger LOG = System.getLogger(KeyChain.class.getName());

    /** The libraries keep temporary keys themselves; asking them this often also finds a changed profile file. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    /** A key must outlive the call that it signs, and the clocks may differ. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    /** As long as the old key is good, a source in trouble gets this rest. */
    private static final Duration REST = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final KeySource source;
    private final Duration patience;
    private final Clock clock;
    private Kept kept;
    private Instant askAgainAt = Instant.MIN;
    private Future<AccessKey> question = Future.succeededFuture();

    /** @param patience how long one caller waits for the source; the question itself goes on and serves whoever comes next */
    KeyChain(Vertx vertx, KeySource source, Duration patience, Clock clock) {
        this.vertx = vertx;
        this.source = source;
        this.patience = patience;
        this.clock = clock;
    }

    private record Kept(AccessKey key, Instant until) {}

    @Override
    public Uni<AccessKey> accessKey() {
        return Uni.createFrom().deferred(this::keptOrAsked);
    }

    private synchronized Uni<AccessKey> keptOrAsked() {
        Instant now = clock.instant();
        boolean good = kept != null && now.isBefore(kept.until());
        if (question.isComplete() && !(good && now.isBefore(askAgainAt))) {
            askAgainAt = now.plus(REST);
            question = vertx.executeBlocking(this::ask, false);
        }
        return good ? Uni.createFrom().item(kept.key()) : inTime(question);
    }

    private Uni<AccessKey> inTime(Future<AccessKey> key) {
        return Uni.createFrom()
                .completionStage(key.toCompletionStage())
                .ifNoItem()
                .after(patience)
                .failWith(() -> new TimeoutException("the credential chain took more than " + patience));
    }

    private AccessKey ask() {
        try {
            KeySource.Found found = source.find();
            keep(found);
            return found.key();
        } catch (Exception broken) {
            NoKeyException told = new NoKeyException(broken);
            warn(told);
            throw told;
        }
    }

    /** With a good key nobody waits for the new one, so nobody else would tell that it does not come. */
    private synchronized void warn(NoKeyException told) {
        if (kept != null && clock.instant().isBefore(kept.until())) {
            LOG.log(
                    Level.WARNING,
                    "no new access key, the old one serves until {0}: {1}",
                    kept.until(),
                    told.getMessage());
        }
    }

    private synchronized void keep(KeySource.Found found) {
        Instant now = clock.instant();
        Instant until = found.goodUntil().minus(SPARE);
        kept = new Kept(found.key(), until);
        boolean goodForLong = now.plus(KEEP).plus(KEEP).isBefore(until);
        askAgainAt = now.plus(goodForLong ? KEEP : Duration.between(now, until).dividedBy(2));
    }
}
