package io.fleetstop.target;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.Credentials;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/**
 * Keys of Alibaba Cloud's default chain: system properties, environment, OIDC role, profile, instance role. The vendor's library blocks
 * on files and HTTP, so it runs on a worker, one question at a time, and its answer is kept for a while.
 */
final class AliyunKeyChain implements Credentials {

    /** The library has a cache of its own with the right expiry; asking it this often also finds a changed profile file. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    /** A key must outlive the call that it signs, and the clocks may differ. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final AlibabaCloudCredentialsProvider chain;
    private final Duration patience;
    private final Clock clock;
    private Future<Kept> answer;

    /** @param patience how long one caller waits for the chain; the question itself goes on and serves whoever comes next */
    AliyunKeyChain(Vertx vertx, AlibabaCloudCredentialsProvider chain, Duration patience, Clock clock) {
        this.vertx = vertx;
        this.chain = chain;
        this.patience = patience;
        this.clock = clock;
    }

    private record Kept(AccessKey key, Instant until) {}

    @Override
    public Uni<AccessKey> accessKey() {
        return Uni.createFrom().deferred(this::keptOrAsked);
    }

    private synchronized Uni<AccessKey> keptOrAsked() {
        if (answer == null || answer.failed() || isStale(answer)) {
            answer = vertx.executeBlocking(this::ask, false);
        }
        return answer.succeeded() ? Uni.createFrom().item(answer.result().key()) : inTime(answer.map(Kept::key));
    }

    private boolean isStale(Future<Kept> answer) {
        return answer.succeeded() && !clock.instant().isBefore(answer.result().until());
    }

    private Uni<AccessKey> inTime(Future<AccessKey> key) {
        return Uni.createFrom()
                .completionStage(key.toCompletionStage())
                .ifNoItem()
                .after(patience)
                .failWith(() -> new TimeoutException("the credential chain took more than " + patience));
    }

    private Kept ask() {
        CredentialModel found = chain.getCredentials();
        Instant until = clock.instant().plus(KEEP);
        if (found.getExpiration() > 0) {
            Instant last = Instant.ofEpochMilli(found.getExpiration()).minus(SPARE);
            until = last.isBefore(until) ? last : until;
        }
        return new Kept(
                new AccessKey(found.getAccessKeyId(), found.getAccessKeySecret(), found.getSecurityToken()), until);
    }
}
