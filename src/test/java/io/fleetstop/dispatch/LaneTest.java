package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.provider.StatesAnswer.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.BUSY;
import static io.fleetstop.provider.StopAnswer.Kind.CHECK_PASSED;
import static io.fleetstop.provider.StopAnswer.Kind.CONFLICT;
import static io.fleetstop.provider.StopAnswer.Kind.REFUSED;
import static io.fleetstop.provider.StopAnswer.Kind.THROTTLED;
import static io.fleetstop.provider.StopAnswer.Kind.UNKNOWN;
import static io.fleetstop.provider.StopAnswer.Kind.UNSENT;
import static org.assertj.core.api.Assertions.assertThat;

/** What a lane makes of each answer. */
class LaneTest extends LaneFixture {

    @Test
    void accepted_stop_is_settled_with_the_clouds_request_id() {
        cloud.answers("i-0", ACCEPTED);
        run(job(1));
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state).returns(1, Outcome::attempts);
        assertThat(outcome(0).providerRequestId()).isEqualTo("request");
    }

    @Test
    void throttled_calls_are_sent_again_and_cost_no_attempt() {
        cloud.answers("i-0", THROTTLED, THROTTLED, THROTTLED, THROTTLED, THROTTLED, THROTTLED, ACCEPTED);
        run(job(1));
        assertThat(cloud.calls).hasSize(7);
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state).returns(1, Outcome::attempts);
    }

    @Test
    void lost_answer_is_cleared_up_by_reading_and_not_sent_again_when_it_stopped() {
        cloud.answers("i-0", UNKNOWN).states.put("i-0", State.STOPPING);
        run(job(1));
        assertThat(cloud.calls).containsExactly("stop i-0", "read i-0");
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state).returns(false, Outcome::alreadyStopped);
    }

    @Test
    void lost_answer_of_an_instance_that_still_runs_is_sent_again() {
        cloud.answers("i-0", UNKNOWN, ACCEPTED).states.put("i-0", State.RUNNING);
        run(job(1));
        assertThat(cloud.calls).containsExactly("stop i-0", "read i-0", "stop i-0");
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state).returns(2, Outcome::attempts);
    }

    @Test
    void instance_of_a_job_that_is_lost_just_before_the_read_is_not_read() {
        cloud.answers("i-0", CONFLICT);
        LeasedJob job = job(1);
        lane.begin(job);
        loop.pass(ScriptedProvider.LATENCY.plusMillis(10));
        lane.end(job);
        loop.pass(Duration.ofMinutes(1));
        assertThat(cloud.calls).containsExactly("stop i-0");
    }

    @Test
    void unclear_answers_are_bounded() {
        cloud.otherwise(UNKNOWN).states.put("i-0", State.RUNNING);
        run(job(1));
        assertThat(cloud.calls.stream().filter("stop i-0"::equals)).hasSize(Verdict.MOST_UNCLEAR);
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns("Code.UNKNOWN", Outcome::code);
    }

    @Test
    void call_that_never_left_is_sent_again_without_reading() {
        cloud.answers("i-0", UNSENT, ACCEPTED);
        run(job(1));
        assertThat(cloud.calls).containsExactly("stop i-0", "stop i-0");
    }

    @Test
    void conflict_with_a_stopped_instance_is_a_success() {
        cloud.answers("i-0", CONFLICT).states.put("i-0", State.STOPPED);
        run(job(1));
        assertThat(outcome(0))
                .returns(OperationState.Stopped, Outcome::state)
                .returns(true, Outcome::alreadyStopped)
                .returns(null, Outcome::code);
    }

    @Test
    void starting_instance_is_stopped_once_it_runs() {
        cloud.answers("i-0", CONFLICT, ACCEPTED).states.put("i-0", State.CHANGING);
        lane.begin(job(1));
        loop.pass(Duration.ofSeconds(20));
        cloud.states.put("i-0", State.RUNNING);
        loop.pass(Duration.ofMinutes(1));
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state);
    }

    @Test
    void instance_that_runs_but_refuses_is_tried_a_few_times_and_fails_with_its_status() {
        cloud.otherwise(CONFLICT).states.put("i-0", State.RUNNING);
        run(job(1));
        assertThat(cloud.calls.stream().filter("stop i-0"::equals)).hasSize(Verdict.MOST_REFUSED_RUNNING);
        assertThat(outcome(0)).returns("InvalidInstanceStatus", Outcome::code);
    }

    @Test
    void instance_that_never_gets_ready_fails_with_its_status() {
        cloud.answers("i-0", CONFLICT).states.put("i-0", State.CHANGING);
        run(job(1));
        assertThat(outcome(0)).returns("InvalidInstanceStatus", Outcome::code);
    }

    @Test
    void busy_instance_is_tried_slowly_and_not_for_ever() {
        cloud.otherwise(BUSY);
        run(job(1));
        assertThat(cloud.calls).hasSize(Verdict.MOST_CONFLICTS);
        assertThat(outcome(0)).returns("Code.BUSY", Outcome::code);
    }

    @Test
    void dry_run_checks_and_never_stops() {
        cloud.answers("i-0", THROTTLED, UNKNOWN, UNSENT, CHECK_PASSED).answers("i-1", REFUSED);
        run(job(2, options -> options.dryRun = true));
        assertThat(cloud.calls).allMatch(call -> call.startsWith("check "));
        assertThat(outcome(0).state()).isEqualTo(OperationState.Accepted);
        assertThat(outcome(1).state()).isEqualTo(OperationState.Failed);
    }

    @Test
    void throttling_without_end_ends_in_an_error_and_not_in_calls_without_end() {
        cloud.otherwise(THROTTLED);
        run(job(1));
        assertThat(cloud.calls).hasSize(Verdict.MOST_THROTTLES);
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns("Code.THROTTLED", Outcome::code);
    }
}
