package io.fleetstop.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeadInTimeTest {
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel(new HeadInTime(Duration.ofSeconds(20)));

    HeadInTimeTest() {
        channel.freezeTime();
    }

    @Test
    void byte_now_and_then_does_not_keep_a_connection() {
        for (int second = 0; second < 19; second++) {
            come("x");
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();
        come("x");
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void connection_that_says_nothing_is_left_to_the_idle_time_out() {
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEAD, "GET / HTTP/1.1\nHost: a\n\n", "\r\n\r\n", "GET / HTTP/1.1\r\n\r\nbody"})
    void whole_head_may_be_thought_about_for_as_long_as_it_takes(String head) {
        come(head);
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void head_in_pieces_is_known_by_its_end() {
        HEAD.chars().forEach(each -> come(Character.toString(each)));
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void body_is_no_head() {
        come(HEAD);
        pass(10);
        come("{}");
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void body_that_was_asked_for_is_no_head_either() {
        come(HEAD);
        go("HTTP/1.1 100 Continue\r\n\r\n");
        come("{}");
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void second_request_is_watched_like_the_first() {
        come(HEAD);
        go(ANSWER);
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
        come("GET /");
        pass(20);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void stream_of_answers_goes_on() {
        come(HEAD);
        for (int minute = 0; minute < 10; minute++) {
            go(": still here\n\n");
            pass(60);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001"})
    void what_is_no_http_1_is_left_alone(String hello) {
        come(hello);
        go("anything");
        come("frames");
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.pipeline().get(HeadInTime.class)).isNull();
    }

    @Test
    void other_protocol_that_both_sides_agreed_on_is_left_alone() {
        come(HEAD);
        go("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        come("frames");
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void every_byte_is_passed_on() {
        come(HEAD);
        ByteBuf got = channel.readInbound();
        assertThat(got.toString(StandardCharsets.US_ASCII)).isEqualTo(HEAD);
    }

    private void come(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void go(String bytes) {
        channel.writeOutbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
