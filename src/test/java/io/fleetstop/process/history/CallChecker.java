package io.fleetstop.process.history;

import io.fleetstop.process.history.History.Call;
import io.fleetstop.process.history.History.Disturbance;
import io.fleetstop.process.history.History.Job;
import io.fleetstop.process.history.History.OutcomeRow;
import io.fleetstop.process.history.History.Terms;
import io.fleetstop.process.history.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The promises about calls: the cloud's log against what was recorded. */
final class CallChecker {
    /** Answers after which nobody has a reason to ask again. Everything else is a fault, a throttle or a state that may pass. */
    private static final Set<String> CLEAR = Set.of(
            "OK",
            "InvalidInstanceId.NotFound",
            "InstanceLockedForSecurity",
            "InstanceExpiredOrInArrears",
            "InstanceType.ParameterMismatch",
            "InvalidParameter.KMSKeyId.KMSUnauthorized");

    /** Failures that do not claim to know whether the instance was stopped. */
    private static final Set<String> UNSURE = Set.of("OutcomeUnknown", "InternalError", "Quarantined");

    /** Between a call at the cloud and its note in the log, and the other way round between two clocks, on a busy machine. */
    private static final Duration CLOCK = Duration.ofMillis(500);

    /** A process that is frozen between its last look at the lease and the socket sends as soon as it thaws; no lease can prevent it. */
    private static final Duration THAW = Duration.ofSeconds(1);

    private final History history;
    private final Map<String, List<Call>> calls;
    private final List<Violation> found = new ArrayList<>();

    private CallChecker(History history) {
        this.history = history;
        this.calls = history.calls().stream().collect(Collectors.groupingBy(Call::instanceId));
    }

    static List<Violation> check(History history) {
        return new CallChecker(history).check();
    }

    private List<Violation> check() {
        calls.forEach(this::checkCallsOf);
        Map<String, Job> jobs = new HashMap<>();
        history.jobs().forEach(job -> jobs.put(job.id(), job));
        for (OutcomeRow row : history.outcomes()) {
            Job job = jobs.get(row.jobId());
            boolean known = job != null
                    && row.ordinal() >= 0
                    && row.ordinal() < job.instanceIds().size();
            if (known && row.isFinal()) {
                checkOutcome(row, job.instanceIds().get(row.ordinal()));
            }
        }
        checkQuota();
        return found;
    }

    private void checkCallsOf(String instanceId, List<Call> all) {
        long effects = all.stream().filter(Call::tookEffect).count();
        if (effects > 1) {
            report(Rule.NO_INSTANCE_IS_STOPPED_TWICE, instanceId + " took effect " + effects + " times");
        }
        for (int next = 1; next < all.size(); next++) {
            Call before = all.get(next - 1);
            Call repeat = all.get(next);
            if (CLEAR.contains(before.code())
                    && !isDisturbed(before.at().minus(history.terms().callTimeout()), repeat.at())) {
                report(Rule.NO_CALL_IS_REPEATED_WITHOUT_NEED, before + " then " + repeat);
            }
        }
    }

    private void checkOutcome(OutcomeRow row, String instanceId) {
        List<Call> all = calls.getOrDefault(instanceId, List.of());
        boolean stopped = all.stream().anyMatch(Call::tookEffect);
        boolean claimsToHaveStopped = row.isSuccess() && !row.alreadyStopped();
        boolean claimsNotTo = row.alreadyStopped() || !row.isSuccess() && !UNSURE.contains(row.code());
        // After a take-over it may be unknown that an instance was down before: claiming less is allowed there.
        if (claimsToHaveStopped && !stopped && !history.downBefore().contains(instanceId)) {
            report(Rule.OUTCOME_AGREES_WITH_THE_CLOUD, instanceId + " was never stopped: " + row);
        }
        if (claimsNotTo && stopped) {
            report(Rule.OUTCOME_AGREES_WITH_THE_CLOUD, instanceId + " was stopped: " + row);
        }
        Duration last = row.settledAt().plus(history.terms().callTimeout()).plus(CLOCK);
        all.stream()
                .filter(call -> call.at().compareTo(last) > 0 && !isThawing(call.at()))
                .forEach(call -> report(Rule.NO_CALL_AFTER_THE_OUTCOME, call + " but " + row));
    }

    /** In every stretch of time: no more than the bucket held when full, and what dripped in meanwhile. */
    private void checkQuota() {
        Terms terms = history.terms();
        List<Duration> taken = history.calls().stream()
                .filter(call -> !call.wasThrottled())
                .map(Call::at)
                .sorted(Comparator.naturalOrder())
                .toList();
        // Of the stretches that begin with a call and end with this one, the worst in one pass: a full bucket that
        // leaks.
        double level = 0;
        for (int at = 0; at < taken.size(); at++) {
            double rest = at == 0 ? 0 : seconds(taken.get(at).minus(taken.get(at - 1))) * terms.ratePerSecond();
            level = Math.max(0, level - rest) + 1;
            if (level > terms.burst() + terms.ratePerSecond() * seconds(CLOCK) + 1) {
                report(Rule.NO_MORE_CALLS_THAN_THE_QUOTA, "%.1f calls at once at %s".formatted(level, taken.get(at)));
                return;
            }
        }
    }

    private boolean isDisturbed(Duration from, Duration until) {
        return history.disturbances().stream()
                .anyMatch(disturbance -> disturbance.from().compareTo(until) <= 0
                        && disturbance.until().compareTo(from) >= 0);
    }

    private boolean isThawing(Duration moment) {
        return history.disturbances().stream()
                .filter(disturbance -> disturbance.until().compareTo(disturbance.from()) > 0)
                .map(Disturbance::until)
                .anyMatch(end -> moment.compareTo(end) >= 0 && moment.minus(end).compareTo(THAW) <= 0);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private void report(Rule rule, String where) {
        found.add(new Violation(rule, where));
    }
}
