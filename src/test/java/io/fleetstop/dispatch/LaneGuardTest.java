package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.Standing;
import io.fleetstop.job.Tally;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StatesAnswer.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.BUSY;
import static io.fleetstop.provider.StopAnswer.Kind.DENIED;
import static io.fleetstop.provider.StopAnswer.Kind.REFUSED;
import static io.fleetstop.provider.StopAnswer.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

/** What the configuration forbids is not called for, whenever it comes to be known. */
class LaneGuardTest extends LaneFixture {

    @Override
    int batchSize() {
        return 100;
    }

    @Test
    void protected_instance_is_skipped_before_anything_is_called() {
        trusted = false;
        ruleOf.put("i-0", "databases");

        lane.begin(job(1));
        loop.pass(Duration.ofSeconds(1));

        assertThat(outcome(0))
                .returns(OperationState.Skipped, Outcome::state)
                .returns("Protected.databases", Outcome::code)
                .returns(0, Outcome::attempts)
                .returns(null, Outcome::providerCode);
        assertThat(outcome(0).message()).contains("'databases'");
    }

    @Test
    void the_others_of_a_batch_go_without_it() {
        cloud.otherwise(ACCEPTED);
        ruleOf.put("i-1", "databases");

        run(job(4));

        assertThat(cloud.calls).containsExactly("stop i-0,i-2,i-3");
        assertThat(written).hasSize(4);
    }

    @Test
    void what_is_protected_since_it_was_taken_up_is_taken_out_of_the_very_call() {
        cloud.otherwise(ACCEPTED);
        trusted = false;
        lane.begin(job(4));
        loop.pass(Duration.ofSeconds(1));
        assertThat(written).isEmpty();

        ruleOf.put("i-0", "databases");
        ruleOf.put("i-2", "databases");
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofSeconds(1));

        assertThat(cloud.calls).containsExactly("stop i-1,i-3");
        assertThat(List.of(outcome(0), outcome(2))).allMatch(each -> "Protected.databases".equals(each.code()));
        assertThat(lane.inFlight()).isZero();
        assertThat(lane.report().waiting()).isZero();
    }

    @Test
    void call_of_which_nothing_is_left_is_not_made_and_holds_up_no_other() {
        cloud.otherwise(ACCEPTED);
        trusted = false;
        lane.begin(job(3, wish -> wish.maxConcurrency = 1));
        loop.pass(Duration.ofSeconds(1));

        ruleOf.put("i-0", "databases");
        ruleOf.put("i-1", "databases");
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofSeconds(1));

        assertThat(cloud.calls).containsExactly("stop i-2");
        assertThat(written).hasSize(3);
        assertThat(lane.inFlight()).isZero();
    }

    @Test
    void retry_is_not_sent() {
        cloud.answers("i-0", BUSY);
        lane.begin(job(1));
        loop.pass(Duration.ofSeconds(1));
        ruleOf.put("i-0", "databases");
        loop.pass(Duration.ofMinutes(1));

        assertThat(cloud.calls).containsExactly("stop i-0");
        assertThat(outcome(0)).returns("Protected.databases", Outcome::code).returns(1, Outcome::attempts);
    }

    @Test
    void second_stop_with_force_is_not_sent_and_the_first_goes_on_to_its_end() {
        cloud.answers("i-0", ACCEPTED).states.put("i-0", State.STOPPING);
        lane.begin(job(1, wish -> {
            wish.waitFor = WaitFor.Stopped;
            wish.forceAfter = Duration.ofSeconds(10);
        }));
        loop.pass(Duration.ofSeconds(5));
        ruleOf.put("i-0", "databases");
        loop.pass(Duration.ofMinutes(1));
        assertThat(calls("force i-0")).isZero();
        assertThat(outcome(0).state()).isEqualTo(OperationState.Accepted);

        cloud.states.put("i-0", State.STOPPED);
        loop.pass(Duration.ofMinutes(1));

        assertThat(outcome(0)).returns(OperationState.Stopped, Outcome::state).returns(null, Outcome::code);
        assertThat(calls("stop i-0")).isEqualTo(1);
    }

    @Test
    void force_that_waits_for_its_turn_is_not_sent() {
        cloud.answers("i-0", ACCEPTED).states.put("i-0", State.STOPPING);
        lane.begin(job(1, wish -> {
            wish.waitFor = WaitFor.Stopped;
            wish.forceAfter = Duration.ofSeconds(10);
        }));
        loop.pass(Duration.ofSeconds(5));
        trusted = false;
        loop.pass(Duration.ofSeconds(15));
        ruleOf.put("i-0", "databases");
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofMinutes(1));

        assertThat(calls("force i-0")).isZero();
    }

    @Test
    void refused_account_is_not_probed_with_it() {
        cloud.otherwise(DENIED);
        IntStream.range(0, Circuit.CANARIES + 1).forEach(each -> lane.begin(job(1)));
        loop.pass(Duration.ofSeconds(1));
        assertThat(circuit.isOpen()).isTrue();
        int calls = cloud.calls.size();

        ruleOf.put("i-0", "databases");
        loop.pass(Duration.ofMinutes(5));

        assertThat(cloud.calls).hasSize(calls);
        assertThat(written.stream().filter(each -> each.state() == OperationState.Skipped))
                .hasSize(Circuit.CANARIES + 1);
    }

    @Test
    void instance_that_nobody_lists_is_not_asked_about_and_its_outcome_stays_unknown() {
        cloud.answers("i-0", UNKNOWN);
        lane.begin(job(1));
        loop.pass(ScriptedProvider.LATENCY.plusMillis(1));
        ruleOf.put("i-0", "databases");
        loop.pass(Duration.ofMinutes(10));

        assertThat(cloud.calls).contains("read i-0").doesNotContain("check i-0");
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns("OutcomeUnknown", Outcome::code);
    }

    @Test
    void dry_run_tells_that_it_would_be_skipped() {
        ruleOf.put("i-0", "databases");

        run(job(1, wish -> wish.dryRun = true));

        assertThat(cloud.calls).isEmpty();
        assertThat(outcome(0)).returns(OperationState.Skipped, Outcome::state);
    }

    @Test
    void skipped_for_a_rule_is_no_failure_to_the_jobs_brake() {
        cloud.otherwise(ACCEPTED).answers("i-3", REFUSED);
        IntStream.range(0, 3).forEach(place -> ruleOf.put("i-" + place, "databases"));

        run(job(5, wish -> {
            wish.maxErrors = 1;
            wish.maxConcurrency = 1;
        }));

        assertThat(outcome(4).state()).isEqualTo(OperationState.Accepted);
    }

    @Test
    void tenant_that_lost_the_target_has_nothing_more_sent() {
        cloud.otherwise(ACCEPTED);
        trusted = false;
        lane.begin(job(2, wish -> wish.tenant = "gone"));
        lane.begin(job(2));
        loop.pass(Duration.ofSeconds(1));
        revoked.add("gone");
        trusted = true;
        lane.pump();
        loop.pass(Duration.ofSeconds(1));

        assertThat(cloud.calls).containsExactly("stop i-0,i-1");
        assertThat(written.stream().filter(each -> "AccessDenied".equals(each.code())))
                .hasSize(2)
                .allMatch(each -> each.state() == OperationState.Skipped && each.attempts() == 0);
    }

    @Test
    void what_an_earlier_holder_sent_for_it_is_read_and_runs_to_its_end() {
        revoked.add("team");
        cloud.states.put("i-0", State.STOPPING);
        cloud.states.put("i-1", State.RUNNING);

        run(job(2, wish -> {
            wish.epoch = 2;
            wish.standings = Map.of(0, new Standing(OperationState.Pending, 1, Tally.NOTHING, BEGUN));
        }));

        assertThat(cloud.calls).containsExactly("read i-0,i-1");
        assertThat(outcome(0)).returns(OperationState.Accepted, Outcome::state);
        assertThat(outcome(1)).returns("AccessDenied", Outcome::code);
    }
}
