package io.fleetstop.pacing;

import io.fleetstop.pacing.Pace.Drain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the pace in the database and the one in memory both do. */
public abstract class SharedPaceContract {
    protected static final double RATE = 10;
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    /** One that nobody has drawn from, which begins at {@link #RATE}. */
    protected abstract SharedPace fresh();

    /** As if so much time had passed since anything was written down of the one made last. */
    protected abstract void pass(Duration time);

    private final SharedPace pace = fresh();

    @Test
    void permits_are_spaced_by_the_rate_and_reach_no_further_than_the_horizon() {
        Grant grant = draw(100, 0.55);
        assertThat(grant.count()).isEqualTo(6);
        assertThat(grant.first()).isCloseTo(0, within(0.05));
        assertThat(grant.pace().rate()).isEqualTo(RATE);
        assertThat(draw(100, 0.55).count()).isLessThanOrEqualTo(1);
    }

    @Test
    void no_more_is_given_than_was_asked_for() {
        assertThat(draw(3, 100).count()).isEqualTo(3);
        assertThat(draw(0, 100).count()).isZero();
        assertThat(draw(2, 100))
                .returns(2, Grant::count)
                .satisfies(next -> assertThat(next.first()).isCloseTo(0.3, within(0.2)));
    }

    @Test
    void permits_drawn_at_the_same_time_are_all_different() {
        double horizon = 20;
        List<CompletionStage<Grant>> draws = IntStream.range(0, 40)
                .mapToObj(i -> pace.draw(asking(7, horizon)))
                .toList();
        int given = draws.stream()
                .mapToInt(each -> each.toCompletableFuture().join().count())
                .sum();
        assertThat(given).isBetween((int) (RATE * horizon), (int) (RATE * horizon) + 20);
        assertThat(draw(1_000, horizon + 5).first()).isGreaterThan(horizon - 1);
    }

    @Test
    void rate_that_is_meant_for_another_epoch_does_not_count() {
        pace.draw(rated(1, 99)).toCompletableFuture().join();
        assertThat(draw(0, 1).pace().rate()).isEqualTo(99);
        pace.draw(rated(0, 5)).toCompletableFuture().join();
        assertThat(draw(0, 1).pace().rate()).isEqualTo(99);
    }

    @Test
    void ceiling_counts_in_any_epoch() {
        Grant grant = pace.draw(new Draw(0, 0, 4, 100, 1.1, 0, 0, 0, 0))
                .toCompletableFuture()
                .join();
        assertThat(grant.count()).isEqualTo(5);
        assertThat(grant.pace().rate()).isEqualTo(4);
    }

    @Test
    void only_the_first_of_two_courses_is_taken() {
        steer(new Course(1, Phase.Confirm, 20, 22, 0, false, Drain.UNKNOWN));
        steer(new Course(1, Phase.Cruise, 5, 6, 0, false, Drain.UNKNOWN));
        assertThat(draw(0, 1).pace())
                .returns(2, Pace::epoch)
                .returns(Phase.Confirm, Pace::phase)
                .returns(20.0, Pace::rate)
                .returns(22.0, Pace::refill);
    }

    @Test
    void nothing_is_given_in_a_pause() {
        steer(new Course(1, Phase.Pause, RATE, 0, 0, true, Drain.UNKNOWN));
        assertThat(draw(5, 100).count()).isZero();
    }

    @Test
    void course_holds_all_permits_back() {
        steer(new Course(1, Phase.Cruise, RATE, RATE, 3, true, Drain.UNKNOWN));
        Grant grant = draw(5, 100);
        assertThat(grant.count()).isEqualTo(5);
        assertThat(grant.first()).isCloseTo(3, within(0.5));
    }

    @Test
    void permits_that_are_out_go_first_unless_the_bucket_was_seen_empty() {
        draw(50, 100);
        steer(new Course(1, Phase.Cruise, RATE, RATE, 0.1, false, Drain.UNKNOWN));
        assertThat(draw(1, 100).first()).isCloseTo(5.1, within(0.5));
        steer(new Course(2, Phase.Cruise, RATE, RATE, 0.1, true, Drain.UNKNOWN));
        assertThat(draw(1, 100).first()).isCloseTo(0.1, within(0.5));
    }

    @Test
    void what_the_cloud_asks_to_wait_holds_for_all_and_the_longer_wait_wins() {
        pace.draw(new Draw(1, RATE, UNLIMITED, 0, 1, 0, 0, 1, 9))
                .toCompletableFuture()
                .join();
        pace.draw(new Draw(1, RATE, UNLIMITED, 0, 1, 0, 0, 1, 4))
                .toCompletableFuture()
                .join();
        Grant grant = draw(1, 1);
        assertThat(grant.count()).isZero();
        assertThat(grant.pace().hold()).isCloseTo(9, within(0.5));
    }

    @Test
    void reports_add_up_from_the_moment_that_the_bucket_was_empty() {
        pace.draw(new Draw(1, RATE, UNLIMITED, 0, 1, 0, 5, 3, 0))
                .toCompletableFuture()
                .join();
        steer(new Course(1, Phase.Cruise, RATE, RATE, 0, true, new Drain(30, 2.5)));
        pace.draw(new Draw(2, RATE, UNLIMITED, 0, 1, 0, 7, 0, 0))
                .toCompletableFuture()
                .join();
        pace.draw(new Draw(2, RATE, UNLIMITED, 0, 1, 0, 4, 2, 0))
                .toCompletableFuture()
                .join();
        pass(Duration.ofSeconds(3));
        Pace known = draw(0, 1).pace();
        // The refusal that showed it empty is one of them.
        assertThat(known)
                .returns(11L, Pace::accepted)
                .returns(3L, Pace::throttled)
                .returns(new Drain(30, 2.5), Pace::drained);
        assertThat(known.sinceEmpty().orElseThrow()).isCloseTo(3, within(0.5));
        assertThat(known.sinceFull()).isEmpty();
    }

    @Test
    void share_of_refused_calls_is_told() {
        Grant grant = pace.draw(new Draw(1, RATE, UNLIMITED, 0, 1, 0, 30, 10, 0))
                .toCompletableFuture()
                .join();
        assertThat(grant.throttledShare()).isEqualTo(0.25);
    }

    @Test
    void time_counts_as_hungry_only_while_more_is_wanted_than_there_is() {
        draw(100, 0.1);
        pass(Duration.ofMillis(300));
        draw(100, 0.1);
        pass(Duration.ofMillis(300));
        draw(0, 0.1);
        double hungry = draw(0, 0.1).pace().hungry();
        assertThat(hungry).isCloseTo(0.3, within(0.2));
        pass(Duration.ofSeconds(30));
        assertThat(draw(100, 0.1).pace().hungry()).isEqualTo(hungry);
    }

    @Test
    void demand_that_waited_for_permits_of_a_slow_rate_has_not_paused_when_the_rate_is_raised() {
        draw(100, 0.1);
        steer(new Course(1, Phase.Confirm, 1, 1, 0, true, Drain.UNKNOWN));
        pace.draw(new Draw(2, 1, UNLIMITED, 100, 0.1, 0, 0, 0, 0))
                .toCompletableFuture()
                .join();
        pass(Duration.ofMillis(1_200));
        pace.draw(new Draw(2, 8, UNLIMITED, 100, 0.1, 0, 3, 0, 0))
                .toCompletableFuture()
                .join();
        Pace known = draw(0, 1).pace();
        assertThat(known.accepted()).isEqualTo(3);
        assertThat(known.sinceEmpty()).isPresent();
        assertThat(known.hungry()).isGreaterThan(1);
    }

    @Test
    void after_a_rest_the_bucket_counts_as_full_and_no_longer_as_seen_empty() {
        draw(100, 0.1);
        steer(new Course(1, Phase.Cruise, RATE, RATE, 0, true, Drain.UNKNOWN));
        draw(100, 0.1);
        pass(Duration.ofSeconds(30));
        pace.draw(new Draw(2, RATE, UNLIMITED, 100, 0.1, 0, 12, 0, 0))
                .toCompletableFuture()
                .join();
        Pace known = draw(0, 1).pace();
        assertThat(known.sinceEmpty()).isEmpty();
        assertThat(known.sinceFull().orElseThrow()).isCloseTo(0, within(0.5));
        assertThat(known).returns(0L, Pace::accepted).returns(0L, Pace::throttled);
    }

    @Test
    void credit_is_for_those_who_have_rested() {
        pass(Duration.ofSeconds(60));
        Grant rested = pace.draw(new Draw(1, RATE, UNLIMITED, 100, 0, 20, 0, 0, 0))
                .toCompletableFuture()
                .join();
        assertThat(rested.count()).isEqualTo(21);
        assertThat(rested.first()).isCloseTo(-2, within(0.1));
        Grant again = pace.draw(new Draw(1, RATE, UNLIMITED, 100, 0, 20, 0, 0, 0))
                .toCompletableFuture()
                .join();
        assertThat(again.count()).isLessThanOrEqualTo(2);
    }

    private Grant draw(int want, double horizon) {
        return pace.draw(asking(want, horizon)).toCompletableFuture().join();
    }

    private void steer(Course course) {
        // Makes sure that there is something to steer.
        draw(0, 0);
        pace.steer(course).toCompletableFuture().join();
    }

    private static Draw asking(int want, double horizon) {
        return new Draw(0, 0, UNLIMITED, want, horizon, 0, 0, 0, 0);
    }

    private static Draw rated(int epoch, double rate) {
        return new Draw(epoch, rate, UNLIMITED, 0, 1, 0, 0, 0, 0);
    }
}
