package io.fleetstop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.job.JobOptions;
import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a caller asks for, valid in itself.
 *
 * @param instanceIds distinct, in the order of their first occurrence
 * @param clientToken null when the caller gave none
 * @param target null when the caller named none
 */
public record StopJobRequest(
        List<String> instanceIds, String clientToken, String target, JobOptions options, String description) {

    private static final int MOST_INSTANCES = 100;
    private static final Pattern INSTANCE_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** @throws Refusal with the code of the first rule broken, in the order in which a caller would mend them */
    static StopJobRequest read(byte[] body) {
        return of(StrictJson.object(body));
    }

    /**
     * For doors that speak another language: they say in the contract's words what was asked for, and the same rules judge it.
     *
     * @throws Refusal with the code of the first rule broken, in the order in which a caller would mend them
     */
    public static StopJobRequest of(ObjectNode object) {
        Fields fields = new Fields(object);
        var request = new StopJobRequest(
                instanceIds(fields),
                ClientToken.of(fields),
                fields.text("target", 128),
                options(fields),
                fields.text("description", 256));
        fields.check();
        return request;
    }

    private static List<String> instanceIds(Fields fields) {
        JsonNode given = fields.node("instanceIds");
        if (given == null) {
            throw Refusal.of(Code.MISSING_INSTANCE_ID, "instanceIds is missing.");
        }
        if (!given.isArray()) {
            fields.fault("instanceIds", "must be a list of instance ids");
            return List.of();
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            distinct.add(instanceId(given.get(i), i, fields));
        }
        if (distinct.isEmpty() || distinct.size() > MOST_INSTANCES) {
            throw Refusal.of(
                    Code.INVALID_COUNT,
                    "instanceIds must hold 1 to 100 distinct ids; it holds " + distinct.size() + ".");
        }
        return List.copyOf(distinct);
    }

    private static String instanceId(JsonNode id, int place, Fields fields) {
        if (id.isNull() || id.isTextual() && id.textValue().isEmpty()) {
            throw Refusal.of(Code.MISSING_INSTANCE_ID, "instanceIds[" + place + "] is empty.");
        }
        if (!id.isTextual() || !INSTANCE_ID.matcher(id.textValue()).matches()) {
            fields.fault("instanceIds[" + place + "]", "must be 1 to 128 characters of A-Z a-z 0-9 . _ -");
        }
        return id.asText();
    }

    private static JobOptions options(Fields fields) {
        return new JobOptions(
                stoppedMode(fields),
                fields.flag("forceStop"),
                fields.flag("confirmStop"),
                fields.flag("dryRun"),
                waitFor(fields),
                fields.number("maxConcurrency", 1, 100),
                fields.number("maxErrors", 0, 100),
                fields.duration("forceAfter", Duration.ofSeconds(10), Duration.ofHours(1)),
                fields.time("notBefore"),
                fields.time("deadline"));
    }

    private static WaitFor waitFor(Fields fields) {
        WaitFor waitFor = fields.word("waitFor", WaitFor.class, WaitFor.Accepted);
        if (waitFor != WaitFor.Stopped && fields.node("forceAfter") != null) {
            fields.fault("forceAfter", "needs waitFor to be Stopped");
        }
        return waitFor;
    }

    private static StoppedMode stoppedMode(Fields fields) {
        JsonNode given = fields.node("stoppedMode");
        if (given == null) {
            return StoppedMode.KeepCharging;
        }
        for (StoppedMode mode : StoppedMode.values()) {
            if (given.isTextual() && mode.name().equals(given.textValue())) {
                return mode;
            }
        }
        throw Refusal.of(Code.INVALID_STOPPED_MODE, "stoppedMode must be KeepCharging or StopCharging.");
    }
}
