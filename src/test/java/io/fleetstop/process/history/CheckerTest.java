package io.fleetstop.process.history;

import io.fleetstop.process.history.History.Call;
import io.fleetstop.process.history.History.Disturbance;
import io.fleetstop.process.history.History.Intruder;
import io.fleetstop.process.history.History.Job;
import io.fleetstop.process.history.History.OutcomeRow;
import io.fleetstop.process.history.History.Submission;
import io.fleetstop.process.history.History.Terms;
import io.fleetstop.process.history.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A judge that finds nothing is worth nothing until it has found something: each promise broken once, by hand. */
class CheckerTest {
    private static final String STOPPED = "i-1";
    private static final String LOCKED = "i-2";
    private static final String WAS_DOWN = "i-3";
    private static final List<String> IDS = List.of(STOPPED, LOCKED, WAS_DOWN);

    private final List<Submission> submissions = new ArrayList<>(List.of(new Submission("token", IDS, "job")));
    private final List<Call> calls = new ArrayList<>(List.of(
            call(1, STOPPED, false, "Throttling.User"),
            call(2, LOCKED, false, "InstanceLockedForSecurity"),
            call(3, WAS_DOWN, false, "IncorrectInstanceStatus"),
            call(4, STOPPED, true, "BROKEN_AFTER_EFFECT")));
    private final List<Disturbance> disturbances = new ArrayList<>();
    private final List<Job> jobs =
            new ArrayList<>(List.of(job(true, Map.of("Accepted", 1, "Stopped", 1, "Failed", 1))));
    private final List<OutcomeRow> outcomes = new ArrayList<>(List.of(
            row(0, "Accepted", false, null, 5),
            row(1, "Failed", false, "OperationDenied.ResourceLocked", 3),
            row(2, "Stopped", true, null, 4)));
    private final Set<String> downBefore = new HashSet<>(Set.of(WAS_DOWN));
    private final List<Intruder> intruders = new ArrayList<>();

    @Test
    void good_history_has_no_violation() {
        assertThat(Checker.check(history())).isEmpty();
    }

    @Test
    void accepted_job_that_is_not_stored() {
        jobs.clear();
        outcomes.clear();
        finds(Rule.ACCEPTED_JOB_IS_STORED_WHOLE);
    }

    @Test
    void caller_was_told_of_another_job_than_is_stored() {
        submissions.set(0, new Submission("token", IDS, "another"));
        finds(Rule.ACCEPTED_JOB_IS_STORED_WHOLE);
    }

    @Test
    void job_is_stored_without_one_of_its_instances() {
        submissions.set(0, new Submission("token", List.of(STOPPED, LOCKED, WAS_DOWN, "i-4"), "job"));
        finds(Rule.ACCEPTED_JOB_IS_STORED_WHOLE);
    }

    @Test
    void job_that_never_ends() {
        jobs.set(0, job(false, Map.of("Accepted", 1, "Stopped", 1, "Failed", 1)));
        finds(Rule.EVERY_JOB_ENDS);
    }

    @Test
    void instance_without_outcome() {
        outcomes.remove(2);
        finds(Rule.ONE_OUTCOME_FOR_EACH_INSTANCE, Rule.COUNTERS_AGREE_WITH_OUTCOMES);
    }

    @Test
    void interim_state_is_no_outcome() {
        outcomes.set(2, row(2, "Pending", false, "InternalError", 4));
        finds(Rule.ONE_OUTCOME_FOR_EACH_INSTANCE, Rule.COUNTERS_AGREE_WITH_OUTCOMES);
    }

    @Test
    void instance_with_two_outcomes() {
        outcomes.add(row(0, "Accepted", false, null, 5));
        finds(Rule.ONE_OUTCOME_FOR_EACH_INSTANCE, Rule.COUNTERS_AGREE_WITH_OUTCOMES);
    }

    @Test
    void success_of_which_the_cloud_knows_nothing() {
        calls.set(3, call(4, STOPPED, false, "BROKEN_BEFORE_EFFECT"));
        finds(Rule.OUTCOME_AGREES_WITH_THE_CLOUD);
    }

    @Test
    void success_without_a_call_is_believed_of_an_instance_that_was_down() {
        outcomes.set(2, row(2, "Stopped", false, null, 4));
        assertThat(Checker.check(history())).isEmpty();
    }

    @Test
    void failure_of_an_instance_that_was_stopped() {
        calls.set(1, call(2, LOCKED, true, "OK"));
        finds(Rule.OUTCOME_AGREES_WITH_THE_CLOUD);
    }

    @Test
    void failure_that_says_it_does_not_know_may_be_either() {
        calls.set(1, call(2, LOCKED, true, "HANG_AFTER_EFFECT"));
        outcomes.set(1, row(1, "Failed", false, "OutcomeUnknown", 3));
        assertThat(Checker.check(history())).isEmpty();
    }

    @Test
    void instance_that_we_stopped_was_not_down_already() {
        outcomes.set(0, row(0, "Accepted", true, null, 5));
        finds(Rule.OUTCOME_AGREES_WITH_THE_CLOUD);
    }

    @Test
    void instance_that_was_stopped_twice() {
        calls.add(call(4.5, STOPPED, true, "OK"));
        finds(Rule.NO_INSTANCE_IS_STOPPED_TWICE);
    }

    @Test
    void second_call_after_a_clear_answer() {
        calls.add(2, call(2.5, LOCKED, false, "InstanceLockedForSecurity"));
        finds(Rule.NO_CALL_IS_REPEATED_WITHOUT_NEED);
    }

    @Test
    void second_call_after_an_answer_that_died_with_its_reader() {
        calls.add(2, call(2.5, LOCKED, false, "InstanceLockedForSecurity"));
        disturbances.add(new Disturbance("kill", seconds(2.2), seconds(2.2)));
        assertThat(Checker.check(history())).isEmpty();
    }

    @Test
    void call_after_the_outcome() {
        calls.add(call(6.6, STOPPED, false, "IncorrectInstanceStatus"));
        finds(Rule.NO_CALL_AFTER_THE_OUTCOME);
    }

    @Test
    void call_after_the_outcome_of_a_process_that_thaws() {
        calls.add(call(6.6, STOPPED, false, "IncorrectInstanceStatus"));
        disturbances.add(new Disturbance("freeze", seconds(0.5), seconds(6.5)));
        assertThat(Checker.check(history())).isEmpty();
    }

    @Test
    void kill_is_no_excuse_for_a_call_after_the_outcome() {
        calls.add(call(6.6, STOPPED, false, "IncorrectInstanceStatus"));
        disturbances.add(new Disturbance("kill", seconds(6.5), seconds(6.5)));
        finds(Rule.NO_CALL_AFTER_THE_OUTCOME);
    }

    @Test
    void counter_that_counted_twice() {
        jobs.set(0, job(true, Map.of("Accepted", 1, "Stopped", 1, "Failed", 2)));
        finds(Rule.COUNTERS_AGREE_WITH_OUTCOMES);
    }

    @Test
    void more_calls_than_the_quota() {
        for (int call = 0; call < 20; call++) {
            calls.add(call(4.9, "i-" + (100 + call), false, "IncorrectInstanceStatus"));
        }
        finds(Rule.NO_MORE_CALLS_THAN_THE_QUOTA);
    }

    @Test
    void throttled_calls_are_within_the_quota() {
        for (int call = 0; call < 20; call++) {
            calls.add(call(4.9, "i-" + (100 + call), false, "Throttling.User"));
        }
        assertThat(Checker.check(history())).isEmpty();
    }

    @Test
    void outcome_from_who_is_not_the_holder() {
        intruders.add(new Intruder("job", 0, "replica-1-1", "replica-2-1", false));
        finds(Rule.ONLY_THE_HOLDER_RECORDS);
    }

    private void finds(Rule... rules) {
        assertThat(Checker.count(Checker.check(history()))).containsOnlyKeys(rules);
    }

    private History history() {
        Terms terms = new Terms(2, 10, Duration.ofSeconds(1));
        return new History(terms, submissions, calls, downBefore, disturbances, jobs, outcomes, intruders);
    }

    private static Job job(boolean isFinal, Map<String, Integer> counts) {
        Map<String, Integer> all = new HashMap<>(Map.of("Skipped", 0, "Cancelled", 0));
        all.putAll(counts);
        return new Job("job", "token", IDS, isFinal, all);
    }

    private static Call call(double at, String instanceId, boolean tookEffect, String code) {
        return new Call(seconds(at), instanceId, tookEffect, code);
    }

    private static OutcomeRow row(int ordinal, String state, boolean already, String code, double settledAt) {
        return new OutcomeRow("job", ordinal, state, already, code, seconds(settledAt));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
