package io.fleetstop.target;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import io.fleetstop.provider.AccessKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AliyunKeyChainTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Vertx vertx;

    private final AtomicInteger questions = new AtomicInteger();
    private final SetClock clock = new SetClock();

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void the_chain_is_asked_on_a_worker() {
        var chain = chain(PATIENCE, () -> {
            assertThat(Context.isOnEventLoopThread()).isFalse();
            assertThat(Context.isOnWorkerThread()).isTrue();
            return found(0);
        });

        assertThat(key(chain)).isEqualTo(new AccessKey("AKID", "SECRET", "TOKEN"));
    }

    @Test
    void an_answer_is_kept_for_a_while() {
        var chain = chain(PATIENCE, () -> found(0));
        key(chain);
        clock.pass(Duration.ofMinutes(4));
        key(chain);
        assertThat(questions).hasValue(1);

        clock.pass(Duration.ofMinutes(1));
        key(chain);
        assertThat(questions).hasValue(2);
    }

    @Test
    void a_key_is_given_up_a_minute_before_it_expires() {
        long expiry = clock.instant().plus(Duration.ofMinutes(3)).toEpochMilli();
        var chain = chain(PATIENCE, () -> found(expiry));
        key(chain);
        clock.pass(Duration.ofSeconds(119));
        key(chain);
        assertThat(questions).hasValue(1);

        clock.pass(Duration.ofSeconds(1));
        key(chain);
        assertThat(questions).hasValue(2);
    }

    @Test
    void a_failure_is_told_and_not_kept() {
        var chain = chain(PATIENCE, () -> {
            if (questions.get() == 1) {
                throw new IllegalStateException("metadata is away");
            }
            return found(0);
        });

        assertThatThrownBy(() -> key(chain)).hasMessageContaining("metadata is away");
        assertThat(key(chain).id()).isEqualTo("AKID");
    }

    @Test
    void callers_who_wait_share_one_question_and_none_waits_for_ever() {
        var mayAnswer = new CountDownLatch(1);
        var chain = chain(Duration.ofMillis(100), () -> {
            try {
                mayAnswer.await();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            return found(0);
        });

        assertThatThrownBy(() -> key(chain)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> key(chain)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(questions).hasValue(1);
        mayAnswer.countDown();
    }

    private AliyunKeyChain chain(Duration patience, Supplier<CredentialModel> answer) {
        var vendors = new AlibabaCloudCredentialsProvider() {
            @Override
            public CredentialModel getCredentials() {
                questions.incrementAndGet();
                return answer.get();
            }

            @Override
            public String getProviderName() {
                return "scripted";
            }

            @Override
            public void close() {}
        };
        return new AliyunKeyChain(vertx, vendors, patience, clock);
    }

    private static AccessKey key(AliyunKeyChain chain) {
        return chain.accessKey().await().atMost(PATIENCE);
    }

    private static CredentialModel found(long expiration) {
        return CredentialModel.builder()
                .accessKeyId("AKID")
                .accessKeySecret("SECRET")
                .securityToken("TOKEN")
                .expiration(expiration)
                .build();
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
