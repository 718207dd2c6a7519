package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.ScriptedCloud;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What surely did not leave, and what may have arrived. */
class SentOrNotTest extends CloudTest {

    @Test
    void a_refused_connection_is_unsent() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var provider = provider(URI.create("http://127.0.0.1:" + nobody), KEY, LONG, 1);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNSENT);
        assertThat(answerOf(provider.states(List.of("i-1"))).kind()).isEqualTo(StatesAnswer.Kind.FAILED);
    }

    @Test
    void a_name_that_does_not_resolve_is_unsent() {
        var provider = provider(URI.create("http://nowhere.invalid"), KEY, LONG, 1);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNSENT);
    }

    @Test
    void a_server_without_tls_gets_no_request() {
        var provider = provider(URI.create("https://127.0.0.1:" + cloud.port()), KEY, LONG, 1);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNSENT);
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void a_connection_reset_after_the_request_is_unknown() {
        cloud.script(request -> request.connection().close());

        var answer = stop();
        assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(answer.code()).isEqualTo("InternalError");
        assertThat(states("i-1").kind()).isEqualTo(StatesAnswer.Kind.FAILED);
    }

    @Test
    void a_call_without_an_answer_ends_at_the_time_out_as_unknown() {
        cloud.script(request -> {});
        var provider = provider(cloud.address(), KEY, SHORT, 1);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void the_time_out_covers_a_body_that_never_ends() {
        cloud.script(request -> request.response().setChunked(true).write("{\"RequestId\":"));
        var provider = provider(cloud.address(), KEY, SHORT, 1);

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void a_time_out_frees_its_connection() {
        cloud.script(request -> {});
        var provider = provider(cloud.address(), KEY, SHORT, 1);
        for (int call = 0; call < 5; call++) {
            answerOf(provider.stop(ORDER));
        }
        cloud.script(ScriptedCloud.answer(200, "{\"RequestId\":\"r-1\"}"));

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(cloud.connections()).isEqualTo(6);
        await().untilAsserted(() -> assertThat(cloud.closedConnections()).isEqualTo(5));
    }

    @Test
    void a_cancelled_call_frees_its_connection() throws InterruptedException {
        var arrived = new CountDownLatch(1);
        cloud.script(request -> arrived.countDown());
        var provider = provider(cloud.address(), KEY, LONG, 1);
        var call = provider.stop(ORDER).subscribe().with(answer -> {});
        assertThat(arrived.await(5, SECONDS)).isTrue();
        call.cancel();
        cloud.script(ScriptedCloud.answer(200, "{\"RequestId\":\"r-1\"}"));

        assertThat(stop(provider, ORDER).kind()).isEqualTo(Kind.ACCEPTED);
        await().untilAsserted(() -> assertThat(cloud.closedConnections()).isEqualTo(1));
    }

    @Test
    void the_pool_keeps_connections_for_the_next_call() {
        var provider = provider();
        for (int call = 0; call < 5; call++) {
            answerOf(provider.stop(ORDER));
        }

        assertThat(cloud.connections()).isEqualTo(1);
    }

    @Test
    void a_hundred_calls_at_once_share_the_connections_there_are() {
        var provider = provider(cloud.address(), KEY, LONG, 50);
        var stops = IntStream.range(0, 100).mapToObj(i -> provider.stop(ORDER)).toList();
        var answers = answerOf(Uni.join().all(stops).andFailFast());

        assertThat(answers)
                .extracting(answer -> answer.ofTheRate().kind())
                .containsOnly(Kind.ACCEPTED)
                .hasSize(100);
        assertThat(cloud.connections()).isLessThanOrEqualTo(50);
    }

    @Test
    void a_redirect_is_not_followed() {
        cloud.script(request -> request.response()
                .setStatusCode(307)
                .putHeader("location", cloud.address() + "/elsewhere")
                .end());

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(cloud.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad Gateway</html>",
                "{\"RequestId\":\"r-1\"",
                "{\"RequestId\":\"r-1\"}{\"RequestId\":\"r-2\"}",
                "{\"RequestId\":\"r-1\",\"RequestId\":\"r-2\"}",
                "{}",
                "[]",
                "null",
                "{\"RequestId\":7}",
                "\u0000"
            })
    void a_success_that_cannot_be_read_is_unknown(String body) {
        cloud.script(ScriptedCloud.answer(200, body));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void deep_nesting_is_not_followed() {
        cloud.script(ScriptedCloud.answer(200, "{\"RequestId\":\"r\",\"a\":" + "[".repeat(10_000)));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void a_compressed_body_is_not_unpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"RequestId\":\"r-1\"}".getBytes(StandardCharsets.UTF_8));
        }
        cloud.script(request ->
                request.response().putHeader("content-encoding", "gzip").end(Buffer.buffer(packed.toByteArray())));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void an_oversize_body_is_unknown_and_its_connection_is_dropped() {
        cloud.script(ScriptedCloud.answer(200, "{\"RequestId\":\"r-1\",\"x\":\"" + "x".repeat(80 * 1024) + "\"}"));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
        await().untilAsserted(() -> assertThat(cloud.closedConnections()).isEqualTo(1));
    }

    @Test
    void an_endless_body_is_cut_short_before_the_time_out() {
        cloud.script(request -> {
            request.response().setChunked(true);
            pump(request);
        });

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void a_body_shorter_than_promised_is_unknown() {
        assertThat(rawAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"RequestId\":\"r-1\"}"))
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void a_body_torn_between_chunks_is_unknown() {
        assertThat(rawAnswer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n{\"RequestId\":\"r-1\"}\r\n"))
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void bytes_that_are_no_http_are_unknown() {
        assertThat(rawAnswer("SSH-2.0-OpenSSH_9.2\r\n")).isEqualTo(Kind.UNKNOWN);
    }

    private Kind rawAnswer(String bytes) {
        return withRawServer(
                socket -> socket.handler(request -> socket.write(bytes).onComplete(written -> socket.close())));
    }

    private Kind withRawServer(Consumer<NetSocket> behaviour) {
        var server = vertx.createNetServer().connectHandler(behaviour::accept);
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        StopAnswer answer = stop(provider(URI.create("http://127.0.0.1:" + port), KEY, LONG, 1), ORDER);
        server.close().toCompletionStage().toCompletableFuture().join();
        return answer.kind();
    }

    private static void pump(HttpServerRequest request) {
        request.response().write(Buffer.buffer(" ".repeat(8192))).onSuccess(written -> pump(request));
    }
}
