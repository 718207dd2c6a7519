package io.fleetstop.process.history;

import io.fleetstop.process.history.History.Intruder;
import io.fleetstop.process.history.History.Job;
import io.fleetstop.process.history.History.OutcomeRow;
import io.fleetstop.process.history.History.Submission;
import io.fleetstop.process.history.Violation.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for broken promises in a history that is over. What it is told by callers and database it judges itself. */
public final class Checker {
    private static final List<String> COUNTED = List.of("Accepted", "Stopped", "Failed", "Skipped", "Cancelled");

    private final History history;
    private final Map<String, List<OutcomeRow>> outcomes;
    private final List<Violation> found = new ArrayList<>();

    private Checker(History history) {
        this.history = history;
        this.outcomes = history.outcomes().stream().collect(Collectors.groupingBy(OutcomeRow::jobId));
    }

    /** @return nothing when every promise was kept */
    public static List<Violation> check(History history) {
        return new Checker(history).check();
    }

    private List<Violation> check() {
        history.submissions().forEach(this::checkStored);
        for (Job job : history.jobs()) {
            if (!job.isFinal()) {
                report(Rule.EVERY_JOB_ENDS, "job " + job.id());
            }
            checkOneOutcomeEach(job);
            checkCounters(job);
        }
        history.intruders().forEach(this::checkIntruder);
        found.addAll(CallChecker.check(history));
        return List.copyOf(found);
    }

    /** A caller who was never answered proves nothing, but then the run itself is worth nothing either. */
    private void checkStored(Submission submission) {
        List<Job> stored = history.jobs().stream()
                .filter(job -> job.token().equals(submission.token()))
                .toList();
        boolean whole = stored.size() == 1
                && stored.get(0).id().equals(submission.jobId())
                && stored.get(0).instanceIds().equals(submission.instanceIds());
        if (!whole) {
            report(
                    Rule.ACCEPTED_JOB_IS_STORED_WHOLE,
                    "token " + submission.token() + " answered with " + submission.jobId() + ", stored: " + stored);
        }
    }

    private void checkOneOutcomeEach(Job job) {
        Map<Integer, Long> times = outcomesOf(job).stream()
                .filter(OutcomeRow::isFinal)
                .collect(Collectors.groupingBy(OutcomeRow::ordinal, Collectors.counting()));
        IntStream.range(0, job.instanceIds().size())
                .filter(ordinal -> times.getOrDefault(ordinal, 0L) != 1)
                .forEach(ordinal -> report(
                        Rule.ONE_OUTCOME_FOR_EACH_INSTANCE,
                        "%d for ordinal %d of job %s".formatted(times.getOrDefault(ordinal, 0L), ordinal, job.id())));
        outcomesOf(job).stream()
                .filter(row ->
                        row.ordinal() < 0 || row.ordinal() >= job.instanceIds().size())
                .forEach(row -> report(Rule.ONE_OUTCOME_FOR_EACH_INSTANCE, "beyond the job: " + row));
    }

    private void checkCounters(Job job) {
        Map<String, Integer> recount = new HashMap<>();
        COUNTED.forEach(state -> recount.put(state, 0));
        outcomesOf(job).stream()
                .filter(OutcomeRow::isFinal)
                .forEach(row -> recount.merge(row.state(), 1, Integer::sum));
        if (!recount.equals(job.counts())) {
            report(
                    Rule.COUNTERS_AGREE_WITH_OUTCOMES,
                    "job %s says %s, outcomes are %s".formatted(job.id(), job.counts(), recount));
        }
    }

    private void checkIntruder(Intruder intruder) {
        report(Rule.ONLY_THE_HOLDER_RECORDS, intruder.toString());
    }

    private List<OutcomeRow> outcomesOf(Job job) {
        return outcomes.getOrDefault(job.id(), List.of());
    }

    private void report(Rule rule, String where) {
        found.add(new Violation(rule, where));
    }

    /** How often each promise was broken, for people. */
    public static Map<Rule, Long> count(List<Violation> violations) {
        return violations.stream()
                .map(Violation::rule)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
