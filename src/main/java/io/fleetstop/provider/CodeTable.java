package io.fleetstop.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cloud's error codes and what they mean.
 *
 * @param byBeginning families, looked through in order: vendors add members without telling
 */
public record CodeTable(Map<String, Meaning> byCode, List<Map.Entry<String, Meaning>> byBeginning) {

    /** Empty for a code that no page of the vendor lists. */
    public Optional<Meaning> find(String code) {
        return Optional.ofNullable(byCode.get(code)).or(() -> family(code));
    }

    private Optional<Meaning> family(String code) {
        return byBeginning.stream()
                .filter(family -> code.startsWith(family.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }
}
