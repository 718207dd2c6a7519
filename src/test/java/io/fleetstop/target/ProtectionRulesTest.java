package io.fleetstop.target;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ProtectionRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"i-1", "i-bp1abc_D.e", "i-db-*", "?", "*"})
    void ids_patterns_and_all_instances_will_do(String entry) {
        assertThatCode(() -> check(Map.of("Web-1", List.of(entry)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, i-1",
        "a_b, i-1",
        "'', i-1",
        "a-name-of-more-than-32-characters, i-1",
        "databases, i 1",
        "databases, i-db-[0-9]",
        "databases, i-ü",
        "databases, ''",
        "databases, '/i-1/'"
    })
    void rule_that_would_not_do_what_it_says_is_named(String rule, String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(Map.of(rule, List.of(entry))))
                .withMessageStartingWith("fleetstop.targets.\"prod\".protected.\"" + rule + "\": ")
                .withMessageNotContaining("\n");
    }

    @Test
    void rule_that_protects_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(Map.of("databases", List.of())))
                .withMessageContaining("protects nothing");
    }

    @Test
    void they_are_bounded_over_all_rules() {
        assertThatCode(() -> check(Map.of("a", many(50, "*"), "b", many(50, "*"), "c", many(4_900, "id"))))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(Map.of("a", many(50, "*"), "b", many(51, "*"))))
                .withMessageContaining("100 patterns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(Map.of("a", many(100, "*"), "b", many(4_901, "id"))))
                .withMessageContaining("5000 ids");
    }

    private static List<String> many(int count, String ending) {
        return IntStream.range(0, count)
                .mapToObj(each -> "i-" + each + "-" + ending)
                .toList();
    }

    private static void check(Map<String, List<String>> rules) {
        new ProtectionRules(new TargetRules("prod", null), rules).check();
    }
}
