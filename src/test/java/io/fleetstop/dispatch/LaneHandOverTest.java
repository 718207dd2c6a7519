package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.Standing;
import io.fleetstop.job.Tally;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StatesAnswer.Start;
import io.fleetstop.provider.StatesAnswer.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.BUSY;
import static io.fleetstop.provider.StopAnswer.Kind.UNKNOWN;
import static io.fleetstop.provider.StopAnswer.Kind.UNSENT;
import static org.assertj.core.api.Assertions.assertThat;

/** What one holder leaves on record for the next, and what that one makes of it. */
class LaneHandOverTest extends LaneFixture {

    @Test
    void tries_are_written_down_before_a_long_wait() {
        cloud.otherwise(BUSY);
        lane.begin(job(1));
        loop.pass(Duration.ofSeconds(1));
        assertThat(outcome(0))
                .returns(OperationState.Pending, Outcome::state)
                .returns(1, Outcome::attempts)
                .returns("Code.BUSY", Outcome::code)
                .returns(new Tally(0, 1, null), Outcome::tally);
    }

    @Test
    void next_holder_goes_on_counting_where_the_last_one_stopped() {
        cloud.otherwise(BUSY);
        var known = new Tally(0, Verdict.MOST_CONFLICTS - 2, null);
        run(handedBack(new Standing(OperationState.Pending, 58, known, BEGUN)));
        assertThat(cloud.calls).hasSize(2);
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns(60, Outcome::attempts);
    }

    @Test
    void job_handed_back_in_order_is_called_for_without_reading_first() {
        cloud.otherwise(ACCEPTED);
        run(handedBack(null));
        assertThat(cloud.calls).containsExactly("stop i-0");
    }

    @Test
    void instance_started_since_the_first_call_is_left_alone_by_the_next_holder() {
        cloud.states.put("i-0", State.RUNNING);
        cloud.starts.put("i-0", minute(BEGUN.minusSeconds(30)));
        run(job(1, options -> options.epoch = 2));
        assertThat(calls("stop i-0")).isZero();
        assertThat(outcome(0)).returns(OperationState.Skipped, Outcome::state).returns("RestartedSince", Outcome::code);
    }

    @Test
    void record_that_was_written_late_hides_no_call_from_the_next_holder() {
        cloud.states.put("i-0", State.RUNNING);
        cloud.starts.put("i-0", new Start(BEGUN.minusSeconds(20), BEGUN.minusSeconds(20)));
        var writtenLate = new Standing(OperationState.Pending, 1, Tally.NOTHING, BEGUN.minusSeconds(10));
        run(job(1, options -> {
            options.epoch = 2;
            options.standings = Map.of(0, writtenLate);
        }));
        assertThat(calls("stop i-0")).isZero();
        assertThat(outcome(0).code()).isEqualTo("RestartedSince");
    }

    @Test
    void instance_started_before_the_job_is_stopped_by_the_next_holder() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.RUNNING);
        cloud.starts.put("i-0", minute(BEGUN.minusSeconds(600)));
        run(job(1, options -> options.epoch = 2));
        assertThat(calls("stop i-0")).isEqualTo(1);
    }

    @Test
    void instance_started_after_a_lost_answer_is_not_stopped_again() {
        cloud.answers("i-0", UNKNOWN).states.put("i-0", State.RUNNING);
        cloud.starts.put("i-0", minute(BEGUN.plusSeconds(5)));
        run(job(1));
        assertThat(calls("stop i-0")).isEqualTo(1);
        assertThat(outcome(0).code()).isEqualTo("RestartedSince");
    }

    @Test
    void instance_started_while_its_job_waits_for_stopped_is_not_waited_for() {
        cloud.answers("i-0", ACCEPTED).states.put("i-0", State.RUNNING);
        cloud.starts.put("i-0", minute(BEGUN.plusSeconds(61)));
        run(job(1, options -> options.waitFor = WaitFor.Stopped));
        assertThat(calls("stop i-0")).isEqualTo(1);
        assertThat(outcome(0).code()).isEqualTo("RestartedSince");
    }

    @Test
    void doubt_that_was_inherited_is_written_down_before_the_job_is_handed_on() {
        cloud.readsFail = true;
        LeasedJob job = job(1, options -> options.epoch = 2);
        trusted = false;
        lane.begin(job);
        assertThat(job.isQuiet()).isFalse();
        lane.tellNews();
        loop.pass(Duration.ofMillis(30));
        assertThat(job.isQuiet()).isTrue();
        assertThat(outcome(0))
                .returns(OperationState.Pending, Outcome::state)
                .returns(null, Outcome::code)
                .returns(new Tally(0, 0, BEGUN.minusSeconds(60)), Outcome::tally);
    }

    @Test
    void grace_before_force_goes_on_from_when_the_stop_was_taken() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.STOPPING);
        var taken = new Standing(OperationState.Accepted, 1, Tally.NOTHING, BEGUN.minusSeconds(25));
        lane.begin(job(1, options -> {
            options.epoch = 2;
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(30);
            options.standings = Map.of(0, taken);
        }));
        loop.pass(Duration.ofSeconds(4));
        assertThat(calls("force i-0")).isZero();
        loop.pass(Duration.ofSeconds(6));
        assertThat(calls("force i-0")).isEqualTo(1);
    }

    @Test
    void forced_stop_that_had_to_wait_reads_the_state_again() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.STOPPING);
        lane.begin(job(1, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
        }));
        loop.pass(Duration.ofSeconds(9));
        trusted = false;
        loop.pass(Duration.ofSeconds(30));
        cloud.states.put("i-0", State.RUNNING);
        cloud.starts.put("i-0", minute(BEGUN.plusSeconds(120)));
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofSeconds(5));
        assertThat(calls("force i-0")).isZero();
        assertThat(lastWritten().code()).isEqualTo("RestartedSince");
    }

    @Test
    void forced_stop_that_needs_no_sending_any_more_gives_its_turn_to_the_next() {
        cloud.otherwise(ACCEPTED).states.putAll(Map.of("i-0", State.STOPPING, "i-1", State.STOPPING));
        lane.begin(job(2, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
            options.maxConcurrency = 1;
        }));
        loop.pass(Duration.ofSeconds(9));
        trusted = false;
        loop.pass(Duration.ofSeconds(30));
        cloud.states.put("i-0", State.STOPPED);
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofSeconds(10));
        assertThat(calls("force i-0")).isZero();
        assertThat(calls("force i-1")).isEqualTo(1);
    }

    @Test
    void cancelled_job_ends_what_rests_at_once_and_reads_what_is_in_doubt_first() {
        cloud.answers("i-0", UNSENT, UNSENT, UNSENT)
                .answers("i-1", UNKNOWN)
                .states
                .put("i-1", State.STOPPING);
        LeasedJob job = job(2);
        lane.begin(job);
        loop.pass(ScriptedProvider.LATENCY);
        job.cancel();
        lane.sweep();
        loop.pass(Duration.ofMinutes(1));
        assertThat(outcome(0)).returns(OperationState.Cancelled, Outcome::state);
        assertThat(outcome(1)).returns(OperationState.Accepted, Outcome::state);
    }

    @Test
    void job_that_only_waits_for_its_instances_says_so() {
        cloud.otherwise(ACCEPTED).states.put("i-0", State.STOPPING);
        LeasedJob job = job(1, options -> options.waitFor = WaitFor.Stopped);
        lane.begin(job);
        assertThat(desk.waiting).isEmpty();
        loop.pass(Duration.ofSeconds(1));
        assertThat(desk.waiting).containsOnly(job);
    }

    private static LeasedJob handedBack(Standing standing) {
        return job(1, options -> {
            options.epoch = 1;
            options.standings = standing == null ? Map.of() : Map.of(0, standing);
        });
    }

    private static Start minute(Instant earliest) {
        return new Start(earliest, earliest.plusSeconds(60));
    }
}
