package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StatesAnswer.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static io.fleetstop.provider.StopAnswer.Kind.BUSY;
import static io.fleetstop.provider.StopAnswer.Kind.CHECK_PASSED;
import static io.fleetstop.provider.StopAnswer.Kind.DENIED;
import static io.fleetstop.provider.StopAnswer.Kind.REFUSED;
import static io.fleetstop.provider.StopAnswer.Kind.THROTTLED;
import static io.fleetstop.provider.StopAnswer.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

/** Instances of a job that go together in one call. */
class LaneBatchTest extends LaneFixture {
    private static final int BATCH_SIZE = 100;

    @Override
    int batchSize() {
        return BATCH_SIZE;
    }

    @Test
    void hundred_instances_cost_one_call() {
        cloud.otherwise(ACCEPTED);

        run(job(100));

        assertThat(cloud.calls).containsExactly("stop " + ids(0, 100));
        assertThat(written).hasSize(100).allMatch(each -> each.state() == OperationState.Accepted);
        assertThat(written).allMatch(each -> each.attempts() == 1);
    }

    @Test
    void only_what_was_throttled_goes_again() {
        cloud.otherwise(ACCEPTED).answers("i-1", THROTTLED).answers("i-3", THROTTLED, THROTTLED);

        run(job(5));

        assertThat(cloud.calls).containsExactly("stop " + ids(0, 5), "stop i-1,i-3", "stop i-3");
        assertThat(written).hasSize(5).allMatch(each -> each.state() == OperationState.Accepted);
    }

    @Test
    void one_refused_instance_harms_no_other() {
        cloud.otherwise(ACCEPTED).answers("i-2", REFUSED);

        run(job(5));

        assertThat(cloud.calls).hasSize(1);
        assertThat(outcome(2).state()).isEqualTo(OperationState.Failed);
        assertThat(written.stream().filter(each -> each.state() == OperationState.Accepted))
                .hasSize(4);
    }

    @Test
    void when_a_whole_call_is_refused_each_is_asked_for_alone() {
        cloud.otherwise(ACCEPTED).answers("*", REFUSED).answers("i-2", REFUSED);

        run(job(4));

        assertThat(cloud.calls).containsExactly("stop " + ids(0, 4), "stop i-0", "stop i-1", "stop i-2", "stop i-3");
        assertThat(outcome(2).state()).isEqualTo(OperationState.Failed);
        assertThat(outcome(2).code()).isEqualTo("Code.REFUSED");
        assertThat(written.stream().filter(each -> each.state() == OperationState.Accepted))
                .hasSize(3);
    }

    @Test
    void what_a_whole_call_is_refused_with_is_told_of_no_instance() {
        cloud.otherwise(ACCEPTED).answers("*", REFUSED);
        lane.begin(job(4));
        loop.pass(ScriptedProvider.LATENCY.dividedBy(2));
        trusted = false;
        loop.pass(ScriptedProvider.LATENCY);
        lane.tellNews();
        loop.pass(ScriptedProvider.LATENCY);

        assertThat(written).hasSize(4).allMatch(each -> each.state() == OperationState.Pending);
        assertThat(written).allMatch(each -> each.code() == null && each.providerCode() == null);
    }

    @Test
    void one_forbidden_instance_does_not_stand_for_the_account() {
        cloud.otherwise(ACCEPTED).answers("*", DENIED).answers("i-1", DENIED, DENIED, DENIED);

        run(job(3));

        assertThat(outcome(0).state()).isEqualTo(OperationState.Accepted);
        assertThat(outcome(1).state()).isEqualTo(OperationState.Failed);
        assertThat(outcome(2).state()).isEqualTo(OperationState.Accepted);
    }

    @Test
    void instance_that_is_denied_in_a_call_that_stops_others_is_refused_and_the_account_is_not() {
        cloud.otherwise(ACCEPTED).answers("i-1", DENIED, DENIED);

        lane.begin(job(100));
        loop.pass(Duration.ofSeconds(10));

        assertThat(cloud.calls).containsExactly("stop " + ids(0, 100), "stop i-1");
        assertThat(circuit.isOpen()).isFalse();
        assertThat(outcome(1).state()).isEqualTo(OperationState.Failed);
        assertThat(written.stream().filter(each -> each.state() == OperationState.Accepted))
                .hasSize(99);
    }

    @Test
    void refused_account_is_probed_with_one_instance_at_a_time() {
        cloud.otherwise(DENIED);

        IntStream.range(0, Circuit.CANARIES + 2).forEach(each -> lane.begin(job(100)));
        loop.pass(Duration.ofMinutes(5));

        assertThat(cloud.calls).hasSizeGreaterThan(10);
        assertThat(cloud.calls.subList(Circuit.CANARIES, cloud.calls.size())).noneMatch(call -> call.contains(","));
    }

    @Test
    void after_a_lost_answer_all_are_read_with_one_call_and_only_those_that_run_go_again() {
        cloud.otherwise(ACCEPTED).answers("*", UNKNOWN);
        IntStream.range(0, 50).forEach(place -> cloud.states.put("i-" + place, State.STOPPED));
        IntStream.range(50, 100).forEach(place -> cloud.states.put("i-" + place, State.RUNNING));

        run(job(100));

        assertThat(cloud.calls).hasSize(3);
        assertThat(cloud.calls.get(1)).startsWith("read ");
        assertThat(cloud.calls.get(2)).isEqualTo("stop " + ids(50, 100));
        assertThat(written).hasSize(100);
    }

    @Test
    void job_with_a_limit_has_no_more_than_that_in_the_air() {
        cloud.otherwise(ACCEPTED);

        run(job(10, options -> options.maxConcurrency = 4));

        assertThat(cloud.calls).containsExactly("stop " + ids(0, 4), "stop " + ids(4, 8), "stop " + ids(8, 10));
        assertThat(cloud.mostInFlight).isEqualTo(1);
    }

    @Test
    void instances_of_two_jobs_do_not_go_together() {
        cloud.otherwise(ACCEPTED);

        lane.begin(job(2));
        run(job(3));

        assertThat(cloud.calls).containsExactlyInAnyOrder("stop " + ids(0, 2), "stop " + ids(0, 3));
    }

    @Test
    void checks_go_one_by_one() {
        cloud.otherwise(CHECK_PASSED);

        run(job(3, options -> options.dryRun = true));

        assertThat(cloud.calls).containsExactlyInAnyOrder("check i-0", "check i-1", "check i-2");
    }

    @Test
    void forced_stops_go_together_and_not_with_graceful_ones() {
        cloud.otherwise(ACCEPTED).answers("i-2", BUSY, BUSY, BUSY);
        cloud.states.put("i-0", State.STOPPING);
        cloud.states.put("i-1", State.STOPPING);
        cloud.states.put("i-2", State.STOPPING);
        lane.begin(job(3, options -> {
            options.waitFor = WaitFor.Stopped;
            options.forceAfter = Duration.ofSeconds(10);
        }));
        loop.pass(Duration.ofSeconds(14));

        assertThat(calls("force i-0,i-1")).isEqualTo(1);
        assertThat(cloud.calls).doesNotContain("force i-0", "force i-1").contains("stop i-2");
    }

    @Test
    void late_permits_are_not_drawn_for_calls_that_are_not_to_be() {
        cloud.otherwise(ACCEPTED);
        IntStream.range(0, 3).forEach(each -> lane.begin(job(100)));
        loop.pass(Duration.ofMinutes(1));

        assertThat(cloud.calls).hasSize(3);
        assertThat(written).hasSize(300);
    }

    private static String ids(int from, int to) {
        List<String> ids =
                IntStream.range(from, to).mapToObj(place -> "i-" + place).toList();
        return String.join(",", ids);
    }
}
