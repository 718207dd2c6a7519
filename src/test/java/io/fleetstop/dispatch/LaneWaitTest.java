package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.Standing;
import io.fleetstop.job.Tally;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StatesAnswer.State;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.CHECK_PASSED;
import static io.fleetstop.provider.StopAnswer.Kind.REFUSED;
import static io.fleetstop.provider.StopAnswer.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that wait for Stopped, and jobs taken over. */
class LaneWaitTest extends LaneFixture {

    @Test
    void job_taken_over_reads_first_and_sends_only_to_what_still_runs() {
        cloud.answers("i-2", ACCEPTED)
                .states
                .putAll(Map.of("i-0", State.STOPPED, "i-1", State.STOPPING, "i-2", State.RUNNING));
        run(job(4, options -> {
            options.epoch = 2;
            options.standings = Map.of(3, new Standing(OperationState.Failed, 1, Tally.NOTHING, BEGUN));
        }));
        assertThat(cloud.calls).containsExactly("read i-0,i-1,i-2", "stop i-2");
        assertThat(written).hasSize(3).noneMatch(Outcome::alreadyStopped);
    }

    @Test
    void instance_that_no_read_lists_is_asked_about_with_a_check_and_never_with_a_stop() {
        cloud.answers("i-0", REFUSED);
        run(job(1, options -> options.epoch = 2));
        assertThat(calls("read i-0")).isEqualTo(Verdict.MOST_UNLISTED);
        assertThat(calls("check i-0")).isEqualTo(1);
        assertThat(cloud.calls).hasSize(Verdict.MOST_UNLISTED + 1);
        assertThat(lastWritten().code()).isEqualTo("Code.REFUSED");
    }

    @Test
    void instance_that_no_read_lists_but_would_take_a_stop_is_unknown_in_the_end() {
        cloud.answers("i-0", CHECK_PASSED);
        run(job(1, options -> options.epoch = 2));
        assertThat(lastWritten())
                .returns(OperationState.Failed, Outcome::state)
                .returns("OutcomeUnknown", Outcome::code);
    }

    @Test
    void waiting_job_polls_all_its_instances_with_one_read_and_ends_when_they_are_stopped() {
        cloud.otherwise(ACCEPTED);
        IntStream.range(0, 50).forEach(place -> cloud.states.put("i-" + place, State.STOPPING));
        lane.begin(job(50, options -> options.waitFor = WaitFor.Stopped));
        loop.pass(Duration.ofSeconds(10));
        assertThat(written).hasSize(50).allMatch(each -> each.state() == OperationState.Accepted);
        assertThat(cloud.calls.stream().filter(call -> call.startsWith("read")).count())
                .isLessThanOrEqualTo(6);
        cloud.states.replaceAll((id, state) -> State.STOPPED);
        loop.pass(Duration.ofSeconds(5));
        assertThat(written.subList(50, written.size()))
                .hasSize(50)
                .allMatch(each -> each.state() == OperationState.Stopped && !each.alreadyStopped());
    }

    @Test
    void force_comes_once_after_the_grace_and_is_an_attempt_of_its_own() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.STOPPING);
        lane.begin(job(1, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(30);
        }));
        loop.pass(Duration.ofSeconds(29));
        assertThat(cloud.calls).doesNotContain("force i-0");
        loop.pass(Duration.ofMinutes(2));
        assertThat(cloud.calls.stream().filter("force i-0"::equals)).hasSize(1);
        cloud.states.put("i-0", State.STOPPED);
        loop.pass(Duration.ofSeconds(5));
        assertThat(written.get(written.size() - 1))
                .returns(OperationState.Stopped, Outcome::state)
                .returns(2, Outcome::attempts);
    }

    @Test
    void stop_that_was_taken_but_not_seen_by_the_deadline_fails_and_says_so() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.STOPPING);
        run(job(1, options -> options.waitFor = WaitFor.Stopped));
        assertThat(written.get(written.size() - 1))
                .returns(OperationState.Failed, Outcome::state)
                .returns("DeadlineExceeded", Outcome::code);
    }

    @Test
    void force_comes_also_when_the_answer_to_the_graceful_stop_was_lost() {
        cloud.answers("i-0", UNKNOWN, ACCEPTED).states.put("i-0", State.STOPPING);
        lane.begin(job(1, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
        }));
        loop.pass(Duration.ofMinutes(5));
        assertThat(cloud.calls).contains("force i-0");
    }

    @Test
    void stop_that_is_seen_under_way_is_told_as_accepted_even_if_its_answer_was_lost() {
        cloud.answers("i-0", UNKNOWN).states.put("i-0", State.STOPPING);
        lane.begin(job(1, options -> options.waitFor = WaitFor.Stopped));
        loop.pass(Duration.ofSeconds(30));
        assertThat(written).hasSize(1);
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state).returns(false, Outcome::alreadyStopped);
    }

    @Test
    void forced_stop_that_got_lost_is_sent_again() {
        cloud.answers("i-0", ACCEPTED, UNKNOWN, ACCEPTED).states.put("i-0", State.STOPPING);
        lane.begin(job(1, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
        }));
        loop.pass(Duration.ofMinutes(5));
        assertThat(cloud.calls.stream().filter("force i-0"::equals)).hasSize(2);
    }

    @Test
    void instance_seen_stopping_by_a_late_holder_is_not_skipped_as_never_sent() {
        cloud.states.put("i-0", State.STOPPING);
        run(job(1, options -> {
            options.waitFor = WaitFor.Stopped;
            options.epoch = 2;
            options.timeLeft = Duration.ofMinutes(-5);
        }));
        assertThat(outcome(0).state()).isNotEqualTo(OperationState.Skipped);
    }

    @Test
    void late_holder_who_cannot_read_says_that_the_outcome_is_unknown() {
        cloud.readsFail = true;
        run(job(1, options -> {
            options.epoch = 2;
            options.timeLeft = Duration.ofMinutes(-5);
        }));
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns("OutcomeUnknown", Outcome::code);
    }

    @Test
    void instance_that_runs_again_is_not_forced() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.RUNNING);
        run(job(1, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
        }));
        assertThat(calls("force i-0")).isZero();
    }
}
