package io.fleetstop.target;

import io.fleetstop.provider.AccessKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

class KeyChainTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Vertx vertx;

    private final AtomicInteger questions = new AtomicInteger();
    private final SetClock clock = new SetClock();
    private volatile Duration goodFor = Duration.ofDays(1);
    private volatile Exception trouble;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void source_is_asked_on_a_worker() {
        var chain = new KeyChain(
                vertx,
                () -> {
                    assertThat(Context.isOnEventLoopThread()).isFalse();
                    assertThat(Context.isOnWorkerThread()).isTrue();
                    return found();
                },
                PATIENCE,
                clock);

        assertThat(id(chain)).isEqualTo("key-1");
    }

    @Test
    void an_answer_is_kept_for_a_while() {
        var chain = chain();
        id(chain);
        clock.pass(Duration.ofSeconds(299));

        assertThat(id(chain)).isEqualTo("key-1");
        assertThat(questionsBegun()).isEqualTo(1);
    }

    @Test
    void a_new_key_is_asked_for_while_the_old_one_serves() {
        var chain = chain();
        id(chain);
        clock.pass(Duration.ofMinutes(5));

        assertThat(id(chain)).isEqualTo("key-1");
        await().untilAsserted(() -> assertThat(id(chain)).isEqualTo("key-2"));
        assertThat(questions).hasValue(2);
    }

    @Test
    void a_key_that_expires_soon_is_asked_for_anew_half_way() {
        goodFor = Duration.ofMinutes(5);
        var chain = chain();
        id(chain);
        clock.pass(Duration.ofSeconds(119));
        id(chain);
        assertThat(questionsBegun()).isEqualTo(1);

        clock.pass(Duration.ofSeconds(1));
        id(chain);
        await().untilAsserted(() -> assertThat(id(chain)).isEqualTo("key-2"));
    }

    @Test
    void a_key_is_given_up_a_minute_before_it_expires() {
        goodFor = Duration.ofMinutes(5);
        var chain = chain();
        id(chain);
        trouble = new IllegalStateException("the token service is away");
        clock.pass(Duration.ofSeconds(239));
        assertThat(id(chain)).isEqualTo("key-1");

        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> id(chain)).hasMessage("the token service is away");
    }

    @Test
    void a_key_that_is_all_but_expired_is_better_than_none() {
        goodFor = Duration.ZERO;
        var chain = chain();

        assertThat(id(chain)).isEqualTo("key-1");
        assertThat(id(chain)).isEqualTo("key-2");
    }

    @Test
    void a_source_in_trouble_is_left_alone_for_a_while_as_long_as_the_old_key_is_good() {
        var chain = chain();
        id(chain);
        trouble = new IllegalStateException("away");
        clock.pass(Duration.ofMinutes(5));
        id(chain);
        await().untilAtomic(questions, equalTo(2));
        trouble = null;
        clock.pass(Duration.ofSeconds(9));
        assertThat(id(chain)).isEqualTo("key-1");
        assertThat(questionsBegun()).isEqualTo(2);

        clock.pass(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(id(chain)).isEqualTo("key-3"));
    }

    @Test
    void a_failure_is_told_and_not_kept() {
        var chain = chain();
        trouble = new IllegalStateException("metadata is away");

        assertThatThrownBy(() -> id(chain)).hasMessage("metadata is away");
        trouble = null;
        assertThat(id(chain)).isEqualTo("key-2");
    }

    @Test
    void a_failure_is_told_in_one_line_without_what_may_be_a_token() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ";
        trouble = new IllegalStateException(
                "1. Oidc: status 403\n  {\"Message\":\"" + token + "\"}" + " and".repeat(100));
        var chain = chain();

        assertThatThrownBy(() -> id(chain))
                .hasMessageStartingWith("1. Oidc: status 403 {\"Message\":\"…\"} and")
                .hasMessageNotContaining("eyJ")
                .message()
                .hasSizeLessThan(310);
        assertThatThrownBy(() -> id(chain)).hasNoCause();
    }

    @Test
    void a_token_with_slashes_in_it_is_left_out_as_a_whole_and_a_path_is_not() {
        trouble = new IllegalStateException(
                "token CAISlQJ1q6Ft5B2yfSjIr5bkKsDHrrZ/9JOsWWDVllVnesJug3I8r1Q/zz2IHhMdCV9AfcMw+w== of"
                        + " /var/run/secrets/kubernetes.io/serviceaccount/token");
        var chain = chain();

        assertThatThrownBy(() -> id(chain))
                .hasMessage("token … of /var/run/secrets/kubernetes.io/serviceaccount/token");
    }

    @Test
    void callers_who_wait_share_one_question_and_none_waits_for_ever() {
        var mayAnswer = new CountDownLatch(1);
        var chain = new KeyChain(
                vertx,
                () -> {
                    var found = found();
                    mayAnswer.await();
                    return found;
                },
                Duration.ofMillis(100),
                clock);

        assertThatThrownBy(() -> id(chain)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> id(chain)).hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(questions).hasValue(1);

        mayAnswer.countDown();
        await().ignoreExceptions().until(() -> id(chain).equals("key-1"));
        assertThat(questions).hasValue(1);
    }

    /** Those that are on their way to a worker included: work begins in the order in which it is handed over. */
    private int questionsBegun() {
        return vertx.executeBlocking(questions::get, false)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private KeyChain chain() {
        return new KeyChain(vertx, this::found, PATIENCE, clock);
    }

    private KeySource.Found found() throws Exception {
        int number = questions.incrementAndGet();
        if (trouble != null) {
            throw trouble;
        }
        return new KeySource.Found(
                new AccessKey("key-" + number, "SECRET", "TOKEN"),
                clock.instant().plus(goodFor));
    }

    private static String id(KeyChain chain) {
        return chain.accessKey().await().atMost(PATIENCE).id();
    }
}
