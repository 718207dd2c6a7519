package io.fleetstop.provider.aliyun;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that wait for the only connection, which another call holds. */
class ConnectionsTest extends CloudTest {

    private final BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
    private Connections connections;

    @BeforeEach
    void holdTheOnlyConnection() {
        cloud.script(held::add);
        connections = new Connections(vertx, Endpoint.of(cloud.address()), 1);
    }

    @AfterEach
    void closeConnections() {
        connections.close();
    }

    @Test
    void a_call_whose_time_ends_in_the_queue_was_not_sent() throws Exception {
        var first = post(LONG).subscribeAsCompletionStage();
        var holder = held.poll(5, SECONDS);
        assertThat(answerOf(post(SHORT)).kind()).isEqualTo(Exchange.Kind.NOT_SENT);
        holder.response().end("{}");

        assertThat(first.get(5, SECONDS).kind()).isEqualTo(Exchange.Kind.ANSWERED);
        assertThatTheNextCallIsTheSecondOneTheServerSees();
    }

    @Test
    void a_call_cancelled_in_the_queue_is_never_sent() throws Exception {
        var first = post(LONG).subscribeAsCompletionStage();
        var holder = held.poll(5, SECONDS);
        post(LONG).subscribe().with(exchange -> {}).cancel();
        holder.response().end("{}");

        assertThat(first.get(5, SECONDS).kind()).isEqualTo(Exchange.Kind.ANSWERED);
        assertThatTheNextCallIsTheSecondOneTheServerSees();
    }

    @Test
    void a_full_queue_turns_a_call_away_at_once() throws Exception {
        post(LONG).subscribeAsCompletionStage();
        held.poll(5, SECONDS);
        post(LONG).subscribeAsCompletionStage();
        post(LONG).subscribeAsCompletionStage();

        assertThat(answerOf(post(LONG)).kind()).isEqualTo(Exchange.Kind.NOT_SENT);
    }

    private void assertThatTheNextCallIsTheSecondOneTheServerSees() {
        cloud.script(ScriptedCloud.answer(200, "{}"));
        assertThat(answerOf(post(LONG)).kind()).isEqualTo(Exchange.Kind.ANSWERED);
        assertThat(cloud.calls()).hasSize(2);
    }

    private Uni<Exchange> post(Duration patience) {
        return connections.post("/", Map.of(), patience, 1024);
    }
}
