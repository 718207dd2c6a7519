package io.fleetstop.target;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Those that the configuration names. Upper and lower case are the same: should a cloud take an id in another case for the same instance,
 * the rule holds, and two instances that differ in case alone do not exist.
 */
final class ProtectedInstances implements Protection {
    private final Map<String, String> ruleOfId = new HashMap<>();
    private final SortedMap<String, List<Wildcard>> wildcards = new TreeMap<>();

    /** @param rules ids and patterns by the name of their rule, checked */
    ProtectedInstances(Map<String, List<String>> rules) {
        // In the order of their names, so that of two rules for the same instance it is always the same one that is
        // told.
        new TreeMap<>(rules).forEach((rule, entries) -> {
            entries.stream()
                    .filter(entry -> !Wildcard.isIn(entry))
                    .forEach(id -> ruleOfId.putIfAbsent(folded(id), rule));
            List<Wildcard> patterns = entries.stream()
                    .filter(Wildcard::isIn)
                    .map(ProtectedInstances::folded)
                    .map(Wildcard::new)
                    .toList();
            wildcards.put(rule, patterns);
        });
    }

    /** A rule that names the instance comes before those with a pattern for it. */
    @Override
    public Optional<String> ruleOf(String instanceId) {
        String id = folded(instanceId);
        String named = ruleOfId.get(id);
        if (named != null) {
            return Optional.of(named);
        }
        return wildcards.entrySet().stream()
                .filter(rule -> rule.getValue().stream().anyMatch(pattern -> pattern.fits(id)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
