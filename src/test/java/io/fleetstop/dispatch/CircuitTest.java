package io.fleetstop.dispatch;

import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.DENIED;
import static io.fleetstop.provider.StopAnswer.Kind.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

/** When a target's account is taken to be refused, how it is probed then, and when it is trusted again. */
class CircuitTest {
    private static final int SLOTS = 32;
    private static final Duration LONGEST_PROBE_WAIT = Duration.ofMillis(30_500);

    private final Circuit circuit = new Circuit(new SplittableRandom(1));
    private long now = Duration.ofHours(1).toNanos();

    @Test
    void few_calls_go_first_while_nobody_knows_the_key() {
        assertThat(room()).isEqualTo(Circuit.CANARIES);
    }

    @Test
    void few_slots_are_never_exceeded_by_the_first_calls() {
        assertThat(circuit.room(2, now)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "CHECK_PASSED", "CONFLICT", "BUSY", "REFUSED"})
    void answer_about_an_instance_proves_the_key(Kind kind) {
        hear(kind);
        assertThat(room()).isEqualTo(SLOTS);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "UNSENT", "UNKNOWN"})
    void answer_about_neither_instance_nor_key_proves_nothing(Kind kind) {
        assertThat(hear(kind)).isZero();
        assertThat(room()).isEqualTo(Circuit.CANARIES);
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void proof_lasts_a_minute() {
        hear(ACCEPTED);
        pass(Duration.ofSeconds(59));
        assertThat(room()).isEqualTo(SLOTS);
        pass(Duration.ofSeconds(1));
        assertThat(room()).isEqualTo(Circuit.CANARIES);
    }

    @Test
    void proof_counts_from_when_the_call_was_sent() {
        circuit.heard(answer(ACCEPTED), false, now - Duration.ofSeconds(50).toNanos(), now);
        pass(Duration.ofSeconds(10));
        assertThat(room()).isEqualTo(Circuit.CANARIES);
    }

    @Test
    void denial_opens_it_and_tells_why() {
        StopAnswer denial = answer(DENIED);
        circuit.heard(denial, false, now, now);
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.reason()).isSameAs(denial);
    }

    @Test
    void open_circuit_sends_nothing_before_the_pause_is_over_and_one_probe_then() {
        Duration pause = hear(DENIED);
        assertThat(room()).isZero();
        pass(pause.minusNanos(1));
        assertThat(room()).isZero();
        pass(Duration.ofNanos(1));
        assertThat(room()).isEqualTo(1);
    }

    @Test
    void hour_of_denials_costs_few_probes_and_never_waits_long_for_the_next() {
        long end = now + Duration.ofHours(1).toNanos();
        int probes = 0;
        while (now < end) {
            Duration pause = hear(DENIED);
            assertThat(pause).isBetween(Duration.ofMillis(500), LONGEST_PROBE_WAIT);
            pass(pause);
            probes++;
        }
        // Every 15 s on average, and a few more at first.
        assertThat(probes).isBetween(120, 360);
    }

    @Test
    void calls_that_were_in_the_air_when_it_opened_neither_close_it_nor_put_the_probe_off() {
        long sent = now;
        Duration pause = hear(DENIED);
        assertThat(circuit.heard(answer(DENIED), false, sent, now)).isZero();
        assertThat(circuit.heard(answer(THROTTLED), false, sent, now)).isZero();
        assertThat(circuit.heard(answer(ACCEPTED), false, sent, now)).isZero();
        assertThat(circuit.isOpen()).isTrue();
        pass(pause);
        assertThat(room()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "CHECK_PASSED", "CONFLICT", "BUSY", "REFUSED"})
    void probe_that_is_allowed_closes_it(Kind kind) {
        pass(hear(DENIED));
        hear(kind);
        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.reason()).isNull();
        assertThat(room()).isEqualTo(SLOTS);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "UNSENT", "UNKNOWN"})
    void probe_without_a_clear_answer_keeps_it_open_and_is_repeated_soon(Kind kind) {
        pass(hear(DENIED));
        assertThat(hear(kind)).isEqualTo(Duration.ofMillis(500));
        assertThat(circuit.isOpen()).isTrue();
        assertThat(room()).isZero();
        pass(Duration.ofMillis(500));
        assertThat(room()).isEqualTo(1);
    }

    @Test
    void denial_of_one_instance_alone_is_no_denial_of_the_account() {
        assertThat(circuit.heard(answer(DENIED), true, now, now)).isZero();
        assertThat(circuit.isOpen()).isFalse();
        assertThat(room()).isEqualTo(SLOTS);
    }

    @Test
    void waits_begin_short_again_after_it_was_closed() {
        for (int denials = 0; denials < 10; denials++) {
            pass(hear(DENIED));
        }
        hear(ACCEPTED);
        assertThat(hear(DENIED)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DENIED")
    void nothing_but_a_denial_opens_it(Kind kind) {
        hear(kind);
        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void whether_the_account_was_allowed_since_a_moment_is_known_from_calls_sent_after_it() {
        assertThat(circuit.hasPassedSince(now)).isFalse();
        hear(ACCEPTED);
        assertThat(circuit.hasPassedSince(now - 1)).isTrue();
        assertThat(circuit.hasPassedSince(now)).isFalse();
    }

    @Test
    void answer_that_comes_late_does_not_make_the_proof_older() {
        hear(ACCEPTED);
        circuit.heard(answer(ACCEPTED), false, now - Duration.ofSeconds(30).toNanos(), now);
        assertThat(circuit.hasPassedSince(now - 1)).isTrue();
    }

    private int room() {
        return circuit.room(SLOTS, now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** Of a call that takes no time. */
    private Duration hear(Kind kind) {
        return circuit.heard(answer(kind), false, now, now);
    }

    private static StopAnswer answer(Kind kind) {
        return new StopAnswer(kind, "Code", "message", "Code", "message", Duration.ZERO, "request");
    }
}
