package io.fleetstop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.provider.StopAnswer.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What one call came to.
 *
 * @param each by the id of every instance that the call named
 */
public record StopAnswers(Map<String, StopAnswer> each) {
    private static final Comparator<StopAnswer> JUDGED =
            first(answer -> answer.kind().isJudgement());
    private static final Comparator<StopAnswer> THROTTLED = first(answer -> answer.kind() == Kind.THROTTLED);
    private static final Comparator<StopAnswer> DENIED = first(answer -> answer.kind() == Kind.DENIED);

    /** The call has one answer. Where it named several instances, a refusal for the sake of one says nothing of the others. */
    public static StopAnswers ofAll(Collection<String> instanceIds, StopAnswer answer) {
        StopAnswer each = instanceIds.size() > 1 ? answer.ofSeveral() : answer;
        Map<String, StopAnswer> answers = new HashMap<>();
        instanceIds.forEach(id -> answers.put(id, each));
        return new StopAnswers(answers);
    }

    /**
     * The call has a verdict on each instance, in a list of objects with an {@code InstanceId}. A verdict on an instance that was not
     * named counts for nothing; one that is missing, or comes twice, is none: no verdict is safer than a chosen one.
     *
     * @param none the answer where there is no verdict
     */
    public static StopAnswers listed(
            Collection<String> instanceIds,
            Iterable<JsonNode> verdicts,
            Function<JsonNode, StopAnswer> reading,
            StopAnswer none) {
        Map<String, List<JsonNode>> byId = new HashMap<>();
        instanceIds.forEach(id -> byId.put(id, new ArrayList<>()));
        verdicts.forEach(verdict -> {
            List<JsonNode> said = byId.get(verdict.path("InstanceId").asText());
            if (said != null) {
                said.add(verdict);
            }
        });
        Map<String, StopAnswer> answers = new HashMap<>();
        byId.forEach((id, said) -> answers.put(id, said.size() == 1 ? reading.apply(said.get(0)) : none));
        return new StopAnswers(answers);
    }

    /** @param instanceId one that the call named */
    public StopAnswer of(String instanceId) {
        return each.get(instanceId);
    }

    /** The one that tells most of the rate: a refusal for it, else that the call was judged. */
    public StopAnswer ofTheRate() {
        return most(THROTTLED.thenComparing(JUDGED));
    }

    /** The one that tells most of the account: whoever was allowed one instance was allowed. */
    public StopAnswer ofTheAccount() {
        return most(JUDGED.thenComparing(DENIED));
    }

    private StopAnswer most(Comparator<StopAnswer> telling) {
        return each.values().stream().min(telling).orElseThrow();
    }

    private static Comparator<StopAnswer> first(Predicate<StopAnswer> those) {
        return Comparator.comparing(answer -> !those.test(answer));
    }
}
