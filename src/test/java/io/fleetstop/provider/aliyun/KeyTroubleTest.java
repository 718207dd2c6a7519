package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.Credentials;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTroubleTest extends CloudTest {

    @Test
    void without_a_key_nothing_is_sent() {
        var provider = with(() -> Uni.createFrom().failure(new IllegalStateException("metadata is away")), LONG);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNSENT);
        assertThat(answerOf(provider.check(CHECK)).kind()).isEqualTo(Kind.UNSENT);
        assertThat(answerOf(provider.states(List.of("i-1"))).kind()).isEqualTo(StatesAnswer.Kind.FAILED);
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void a_key_that_comes_too_late_is_not_used() {
        var late = Uni.createFrom().item(KEY).onItem().delayIt().by(SHORT.multipliedBy(2));

        assertThat(stop(with(() -> late, SHORT), ORDER).kind()).isEqualTo(Kind.UNSENT);
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void a_key_never_prints_its_secret() {
        assertThat(new AccessKey("LTAI5t6A7", "S3CR3T", "T0K3N").toString()).isEqualTo("AccessKey[LTAI…]");
        assertThat(new AccessKey("ab", "S3CR3T", null).toString()).isEqualTo("AccessKey[ab…]");
    }

    private AliyunProvider with(Credentials credentials, Duration callTimeout) {
        return new AliyunProvider(
                vertx, "cn-hangzhou", cloud.address(), credentials, callTimeout, 1, Clock.systemUTC());
    }
}
