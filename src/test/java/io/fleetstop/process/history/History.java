package io.fleetstop.process.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One whole run, from three witnesses: the callers, the cloud and the database. All times count from the moment the cloud was made.
 *
 * @param submissions what callers asked for and were told
 * @param calls stop calls in the order that the cloud took them, throttled ones included
 * @param downBefore instances that were down or on their way before anybody asked
 * @param disturbances kills and freezes
 * @param intruders outcomes that reached the table from a session whose process was not the last to lease the job
 */
public record History(
        Terms terms,
        List<Submission> submissions,
        List<Call> calls,
        Set<String> downBefore,
        List<Disturbance> disturbances,
        List<Job> jobs,
        List<OutcomeRow> outcomes,
        List<Intruder> intruders) {

    /** What the run was set up with: the cloud's quota, and how long a call may be on its way. */
    public record Terms(double ratePerSecond, int burst, Duration callTimeout) {}

    /** @param jobId null when no replica ever confirmed it */
    public record Submission(String token, List<String> instanceIds, String jobId) {}

    public record Call(Duration at, String instanceId, boolean tookEffect, String code) {
        boolean wasThrottled() {
            return code.startsWith("Throttling");
        }
    }

    /** A kill is over at once; a freeze lasts. */
    public record Disturbance(String what, Duration from, Duration until) {}

    /** @param counts of operations by the state they count, as the job row says */
    public record Job(
            String id, String token, List<String> instanceIds, boolean isFinal, Map<String, Integer> counts) {}

    public record OutcomeRow(
            String jobId, int ordinal, String state, boolean alreadyStopped, String code, Duration settledAt) {
        boolean isFinal() {
            return !state.equals("Pending");
        }

        boolean isSuccess() {
            return state.equals("Accepted") || state.equals("Stopped");
        }
    }

    /** @param written whether a row came of it, or the key alone kept it out */
    public record Intruder(String jobId, int ordinal, String writer, String holder, boolean written) {}
}
