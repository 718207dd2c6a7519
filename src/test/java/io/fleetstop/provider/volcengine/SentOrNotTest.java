package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.ScriptedCloud;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What surely did not leave, and what may have arrived. */
class SentOrNotTest extends CloudTest {

    @Test
    void a_refused_connection_is_unsent() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var provider = provider(URI.create("http://127.0.0.1:" + nobody), KEY, LONG);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNSENT);
        assertThat(answerOf(provider.check(CHECK)).kind()).isEqualTo(Kind.UNSENT);
        assertThat(answerOf(provider.states(List.of("i-1"))).kind()).isEqualTo(StatesAnswer.Kind.FAILED);
    }

    @Test
    void a_connection_reset_after_the_request_is_unknown_and_not_tried_again() {
        cloud.script(request -> request.connection().close());

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(cloud.calls()).hasSize(1);
        assertThat(check().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(states("i-1").kind()).isEqualTo(StatesAnswer.Kind.FAILED);
    }

    @Test
    void a_call_without_an_answer_ends_at_the_time_out_as_unknown() {
        cloud.script(request -> {});

        assertThat(stop(provider(cloud.address(), KEY, SHORT), ORDER).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(cloud.calls()).hasSize(1);
    }

    @Test
    void an_error_is_not_tried_again_here() {
        cloud.script(error(500, "InternalError", "m"));
        stop();

        assertThat(cloud.calls()).hasSize(1);
    }

    @Test
    void an_oversize_body_is_unknown() {
        cloud.script(ScriptedCloud.answer(200, ACCEPTED + " ".repeat(80 * 1024)));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad Gateway</html>",
                "{}",
                "null",
                "{\"ResponseMetadata\":{\"RequestId\":\"r-1\"",
                "{\"ResponseMetadata\":{\"RequestId\":\"r-1\"},\"ResponseMetadata\":{\"RequestId\":\"r-2\"}}"
            })
    void what_cannot_be_read_is_unknown(String body) {
        for (int status : new int[] {200, 502}) {
            cloud.script(ScriptedCloud.answer(status, body));

            assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(check().kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(states("i-1").kind()).isEqualTo(StatesAnswer.Kind.FAILED);
        }
    }
}
