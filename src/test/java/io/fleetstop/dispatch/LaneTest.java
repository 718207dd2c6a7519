package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.job.JobState;
import io.fleetstop.job.Lease;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StatesAnswer.State;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
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

class LaneTest {
    private static final int SLOTS = 8;

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedProvider cloud = new ScriptedProvider(loop);
    private final List<Outcome> written = new ArrayList<>();
    private final Settler settler = new Settler(this::write, loop, (job, epoch, state) -> {});
    private boolean trusted = true;
    private final Lane lane =
            new Lane(cloud, SLOTS, loop, new Verdict(new SplittableRandom(1)), settler, () -> trusted);

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
    void deadline_skips_what_was_never_sent_and_fails_what_was_throttled() {
        cloud.otherwise(THROTTLED);
        run(job(SLOTS + 1, options -> options.timeLeft = Duration.ofMillis(40)));
        assertThat(written).hasSize(SLOTS + 1);
        assertThat(outcome(0)).returns(OperationState.Failed, Outcome::state).returns("Code.THROTTLED", Outcome::code);
        assertThat(outcome(SLOTS))
                .returns(OperationState.Skipped, Outcome::state)
                .returns("DeadlineExceeded", Outcome::code);
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
    void job_taken_over_reads_first_and_sends_only_to_what_still_runs() {
        cloud.answers("i-2", ACCEPTED)
                .states
                .putAll(Map.of("i-0", State.STOPPED, "i-1", State.STOPPING, "i-2", State.RUNNING));
        run(job(4, options -> {
            options.epoch = 2;
            options.settled = Map.of(3, OperationState.Failed);
        }));
        assertThat(cloud.calls).containsExactly("read i-0,i-1,i-2", "stop i-2");
        assertThat(written).hasSize(3).noneMatch(Outcome::alreadyStopped);
    }

    @Test
    void instance_that_no_read_lists_is_settled_by_the_answer_to_a_call() {
        cloud.answers("i-0", REFUSED);
        run(job(1, options -> options.epoch = 2));
        assertThat(cloud.calls).containsExactly("read i-0", "read i-0", "read i-0", "stop i-0");
        assertThat(outcome(0).code()).isEqualTo("Code.REFUSED");
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
        loop.pass(Duration.ofMillis(1));
        job.drop();
        loop.pass(Duration.ofMinutes(1));
        assertThat(cloud.calls).hasSize(SLOTS);
        assertThat(written).hasSize(SLOTS);
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

    private void run(LeasedJob job) {
        lane.begin(job);
        loop.pass(Duration.ofHours(2));
    }

    private Outcome outcome(int ordinal) {
        return written.stream()
                .filter(each -> each.ordinal() == ordinal)
                .findFirst()
                .orElseThrow();
    }

    private Uni<Map<UUID, JobState>> write(List<Outcome> outcomes) {
        written.addAll(outcomes);
        Map<UUID, JobState> held = new HashMap<>();
        outcomes.forEach(outcome -> held.put(outcome.jobId(), JobState.Running));
        return Uni.createFrom().item(held);
    }

    private static LeasedJob job(int instances) {
        return job(instances, options -> {});
    }

    private static LeasedJob job(int instances, java.util.function.Consumer<Wish> wishes) {
        Wish wish = new Wish();
        wishes.accept(wish);
        List<String> ids =
                IntStream.range(0, instances).mapToObj(place -> "i-" + place).toList();
        var options = new JobOptions(
                StoppedMode.KeepCharging,
                false,
                false,
                wish.dryRun,
                wish.waitFor,
                wish.maxConcurrency,
                wish.maxErrors,
                wish.forceAfter,
                null,
                null);
        return new LeasedJob(
                new Lease(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        wish.epoch,
                        "t",
                        ids,
                        options,
                        wish.settled,
                        0,
                        wish.timeLeft),
                0);
    }

    /** What a test asks of a job, beside the defaults. */
    private static final class Wish {
        boolean dryRun;
        WaitFor waitFor = WaitFor.Accepted;
        Integer maxConcurrency;
        Integer maxErrors;
        Duration forceAfter;
        int epoch = 1;
        Map<Integer, OperationState> settled = Map.of();
        Duration timeLeft = Duration.ofMinutes(30);
    }
}
