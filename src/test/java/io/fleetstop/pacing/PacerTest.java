package io.fleetstop.pacing;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PacerTest {
    private static final double RATE = 100;
    private static final double NO_CEILING = Double.POSITIVE_INFINITY;

    private long now;
    private final MemoryPace shared = new MemoryPace(RATE, () -> now);
    private final Pacer pacer = new Pacer(NO_CEILING, now);

    @Test
    void nothing_is_drawn_while_nothing_is_wanted() {
        settle(pacer, 0);
        assertThat(pacer.next(0, now)).isEmpty();
        assertThat(pacer.sleep(0, now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void calls_go_at_the_rate_and_not_in_heaps() {
        int early = callsWithin(Duration.ofMillis(100), pacer);
        int late = callsWithin(Duration.ofMillis(100), pacer);
        assertThat(early).isBetween(9, 12);
        assertThat(late).isBetween(9, 14);
    }

    @Test
    void ceiling_holds_for_all_replicas_together_whatever_was_learned() {
        Pacer one = new Pacer(20, now);
        Pacer other = new Pacer(20, now);
        int calls = 0;
        for (int step = 0; step < 1_000; step++) {
            calls += callsWithin(Duration.ofMillis(1), one) + callsWithin(Duration.ofMillis(1), other);
        }
        assertThat(calls).isBetween(36, 42);
    }

    @Test
    void permits_of_a_long_pause_of_the_process_are_lost() {
        settle(pacer, 10);
        assertThat(pacer.isOpen(now)).isTrue();
        pass(Duration.ofSeconds(3));
        assertThat(pacer.isOpen(now)).isFalse();
    }

    @Test
    void refusal_of_a_call_that_left_before_the_last_change_changes_nothing() {
        settle(pacer, 10);
        int old = pacer.take();
        pacer.refused(old, 0, now);
        settle(pacer, 10);
        Grant after = peek();
        assertThat(after.pace().epoch()).isEqualTo(2);
        pacer.refused(old, 0, now);
        settle(pacer, 10);
        assertThat(peek().pace().epoch()).isEqualTo(2);
    }

    @Test
    void hint_holds_back_all_replicas_for_as_long_as_it_says() {
        Pacer other = new Pacer(NO_CEILING, now);
        settle(pacer, 10);
        settle(other, 10);
        pacer.refused(pacer.take(), Duration.ofSeconds(7).toNanos(), now);
        settle(pacer, 10);
        // What the other one had drawn before lapses first.
        pass(Duration.ofMillis(300));
        assertThat(callsWithin(Duration.ofMillis(6_400), pacer)).isZero();
        assertThat(callsWithin(Duration.ofMillis(1), other)).isZero();
        assertThat(callsWithin(Duration.ofSeconds(1), pacer)).isPositive();
    }

    @Test
    void longer_hint_of_a_straggler_wins_over_the_first() {
        settle(pacer, 10);
        int first = pacer.take();
        int second = pacer.take();
        pacer.refused(first, Duration.ofSeconds(1).toNanos(), now);
        settle(pacer, 10);
        pacer.refused(second, Duration.ofSeconds(5).toNanos(), now);
        settle(pacer, 10);
        assertThat(callsWithin(Duration.ofMillis(4_900), pacer)).isZero();
        assertThat(callsWithin(Duration.ofSeconds(1), pacer)).isPositive();
    }

    @Test
    void rate_does_not_climb_while_fewer_calls_are_wanted_than_it_allows() {
        for (int second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            settle(pacer, 1);
            if (pacer.isOpen(now)) {
                pacer.take();
                pacer.passed();
            }
        }
        assertThat(pacer.rate()).isEqualTo(RATE);
    }

    @Test
    void after_a_bad_spell_single_calls_are_soon_as_quick_as_before() {
        for (int call = 0; call < 20; call++) {
            waitForOne();
            pacer.refused(pacer.take(), 0, now);
        }
        assertThat(waitForOne()).isGreaterThan(Duration.ofSeconds(1));
        Duration waited = Duration.ZERO;
        for (int call = 0; call < 20; call++) {
            waited = waitForOne();
            pacer.take();
            pacer.passed();
            pass(Duration.ofSeconds(2));
        }
        assertThat(waited).isLessThan(Duration.ofMillis(20));
    }

    /** Single calls of which many are refused leave low beliefs of all kinds behind, each history another one. */
    @RepeatedTest(400)
    void belief_that_is_being_confirmed_is_outgrown_as_long_as_more_is_wanted(RepetitionInfo history) {
        var random = new Random(history.getCurrentRepetition());
        for (int call = 0; call < 60; call++) {
            for (int refusals = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0; refusals > 0; refusals--) {
                waitForOne();
                pacer.refused(pacer.take(), 0, now);
            }
            waitForOne();
            pacer.take();
            pacer.passed();
            pass(Duration.ofMillis(100 + random.nextInt(1500)));
        }
        Pace before = peek().pace();
        Duration took = timeOfHundred();
        if (before.phase() == Phase.Confirm) {
            assertThat(took).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void lost_answer_of_the_record_stops_sending_only_for_a_moment() {
        settle(pacer, 10);
        while (pacer.isOpen(now)) {
            pacer.take();
        }
        pass(Duration.ofMillis(200));
        assertThat(pacer.next(10, now)).isPresent();
        pacer.failed(now);
        assertThat(pacer.next(10, now)).isEmpty();
        assertThat(pacer.sleep(10, now)).isEqualTo(Duration.ofMillis(500).toNanos());
        pass(Duration.ofMillis(500));
        settle(pacer, 10);
        assertThat(pacer.isOpen(now)).isTrue();
    }

    @Test
    void permit_that_is_due_and_cannot_be_used_wakes_nobody_over_and_over() {
        settle(pacer, 1);
        assertThat(pacer.isOpen(now)).isTrue();
        assertThat(pacer.sleep(1, now)).isPositive();
    }

    @Test
    void one_request_at_a_time() {
        assertThat(pacer.next(10, now)).isPresent();
        assertThat(pacer.next(10, now)).isEmpty();
    }

    private Duration waitForOne() {
        return wait(1);
    }

    private Duration wait(int wanted) {
        long from = now;
        settle(pacer, wanted);
        while (!pacer.isOpen(now)) {
            pass(Duration.ofMillis(1));
            settle(pacer, wanted);
        }
        return Duration.ofNanos(now - from);
    }

    private Duration timeOfHundred() {
        long from = now;
        for (int call = 0; call < 100; call++) {
            wait(50);
            pacer.take();
            pacer.passed();
        }
        return Duration.ofNanos(now - from);
    }

    private int callsWithin(Duration time, Pacer each) {
        long end = now + time.toNanos();
        int calls = 0;
        while (now < end) {
            settle(each, 50);
            while (each.isOpen(now)) {
                each.take();
                calls++;
            }
            pass(Duration.ofMillis(1));
        }
        return calls;
    }

    /** Carries out what the pacer asks for until it asks for nothing more. */
    private void settle(Pacer each, int wanted) {
        for (Optional<Request> next = each.next(wanted, now); next.isPresent(); next = each.next(wanted, now)) {
            if (next.get() instanceof Draw draw) {
                each.granted(shared.drawNow(draw), now);
            } else if (next.get() instanceof Course course) {
                shared.steerNow(course);
                each.steered();
            }
        }
    }

    private Grant peek() {
        return shared.drawNow(new Draw(0, 0, NO_CEILING, 0, 1, 0, 0, 0, 0));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
