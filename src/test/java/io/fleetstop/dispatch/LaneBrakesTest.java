package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StatesAnswer.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.BUSY;
import static io.fleetstop.provider.StopAnswer.Kind.REFUSED;
import static io.fleetstop.provider.StopAnswer.Kind.THROTTLED;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds a lane back, and what ends what it holds back. */
class LaneBrakesTest extends LaneFixture {

    @Test
    void slots_bound_the_calls_in_flight() {
        cloud.otherwise(ACCEPTED);
        run(job(100));
        assertThat(cloud.mostInFlight).isEqualTo(SLOTS);
        assertThat(written).hasSize(100);
    }

    @Test
    void max_concurrency_bounds_the_calls_of_its_job() {
        cloud.otherwise(ACCEPTED);
        run(job(20, options -> options.maxConcurrency = 2));
        assertThat(cloud.mostInFlight).isEqualTo(2);
        assertThat(written).hasSize(20);
    }

    @Test
    void too_many_errors_skip_what_was_not_sent() {
        cloud.otherwise(REFUSED);
        run(job(100, options -> options.maxErrors = 3));
        assertThat(written).hasSize(100);
        assertThat(written.stream()
                        .filter(each -> each.state() == OperationState.Failed)
                        .count())
                .isBetween(4L, 4L + SLOTS);
        assertThat(written.stream().filter(each -> each.state() == OperationState.Skipped))
                .allMatch(each -> each.code().equals("MaxErrorsExceeded"));
        assertThat(cloud.calls).hasSizeLessThanOrEqualTo(4 + SLOTS);
    }

    @Test
    void no_call_is_started_without_trust_in_the_lease() {
        trusted = false;
        run(job(5));
        assertThat(cloud.calls).isEmpty();
    }

    @Test
    void dropped_job_sends_nothing_more_but_settles_what_comes_back() {
        cloud.otherwise(ACCEPTED);
        LeasedJob job = job(100);
        lane.begin(job);
        loop.pass(Duration.ofMillis(10));
        lane.end(job);
        loop.pass(Duration.ofMinutes(1));
        assertThat(cloud.calls).hasSize(Circuit.CANARIES);
        assertThat(written).hasSize(Circuit.CANARIES);
    }

    @Test
    void small_job_behind_a_big_one_is_done_among_the_first() {
        cloud.otherwise(ACCEPTED);
        lane.begin(job(100));
        LeasedJob small = job(1);
        lane.begin(small);
        loop.pass(ScriptedProvider.LATENCY.multipliedBy(3));
        assertThat(written).anyMatch(outcome -> outcome.jobId().equals(small.id()));
        assertThat(written.size()).isLessThan(50);
    }

    @Test
    void stop_that_was_taken_is_never_skipped_for_the_errors_of_others() {
        cloud.answers("i-0", ACCEPTED).answers("i-1", REFUSED).states.put("i-0", State.STOPPING);
        run(job(2, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
            options.maxErrors = 0;
            options.maxConcurrency = 1;
        }));
        assertThat(written).noneMatch(each -> each.ordinal() == 0 && each.state() == OperationState.Skipped);
    }

    @Test
    void deadline_skips_what_was_only_throttled_and_says_by_what() {
        cloud.otherwise(THROTTLED);
        run(job(SLOTS + 1, options -> options.timeLeft = Duration.ofSeconds(5)));
        assertThat(written).hasSize(SLOTS + 1).allMatch(each -> each.state() == OperationState.Skipped);
        assertThat(outcome(0))
                .returns("DeadlineExceeded", Outcome::code)
                .returns("Code.THROTTLED", Outcome::providerCode);
    }

    @Test
    void deadline_ends_what_waits_for_its_next_try_in_time() {
        cloud.otherwise(BUSY);
        lane.begin(job(1, options -> options.timeLeft = Duration.ofSeconds(7)));
        loop.pass(Duration.ofSeconds(8));
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns("Code.BUSY", Outcome::code);
    }

    @Test
    void nothing_is_sent_after_the_deadline_even_when_trust_comes_back_late() {
        trusted = false;
        lane.begin(job(3, options -> options.timeLeft = Duration.ofSeconds(5)));
        loop.pass(Duration.ofSeconds(6));
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofSeconds(1));
        assertThat(cloud.calls).isEmpty();
        assertThat(written).hasSize(3).allMatch(each -> each.state() == OperationState.Skipped);
    }

    @Test
    void deadline_of_far_away_is_as_good_as_none() {
        cloud.otherwise(ACCEPTED);
        run(job(1, options -> options.timeLeft = Duration.ofDays(365_000)));
        assertThat(outcome(0).state()).isEqualTo(OperationState.Accepted);
    }

    @Test
    void finished_job_leaves_nothing_behind() {
        cloud.otherwise(ACCEPTED);
        lane.begin(job(1, options -> options.timeLeft = Duration.ofDays(30)));
        loop.pass(Duration.ofMinutes(1));
        assertThat(loop.isIdle()).isTrue();
    }
}
