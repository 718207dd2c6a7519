package io.fleetstop.target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Which instances a rule protects. */
class ProtectionTest {

    @ParameterizedTest
    @CsvSource({
        "i-db-*,   i-db-1",
        "i-db-*,   i-db-",
        "*,        i-1",
        "*-db,     i-x-db-db",
        "i-*-db,   i-a-db-db",
        "i-*-b*-c, i-a-b-b-c-c",
        "i-?b,     i-ab",
        "i-??,     i-ab",
        "?*,       i",
        "i-**1,    i-1",
        "*?1,      i-1",
        "i-1*,     i-1",
        "i-1,      i-1",
        "i.1,      i.1"
    })
    void pattern_fits(String pattern, String id) {
        assertThat(protection(Map.of("rule", List.of(pattern))).ruleOf(id)).hasValue("rule");
    }

    @ParameterizedTest
    @CsvSource({
        "i-db-*,   i-db",
        "i-db-*,   xi-db-1",
        "*-db,     i-db-1",
        "i-?b,     i-b",
        "i-?b,     i-aab",
        "i-??,     i-a",
        "?*?,      i",
        "i-1,      i-11",
        "i-1,      xi-1",
        "i.1,      i-1",
        "i-*-b*-c, i-a-b-b-c-d"
    })
    void pattern_does_not_fit(String pattern, String id) {
        assertThat(protection(Map.of("rule", List.of(pattern))).ruleOf(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"i-bp1abc, I-BP1ABC", "I-BP1ABC, i-bp1abc", "i-DB-*, I-db-X", "i-?B, i-Ab"})
    void another_case_does_not_slip_past(String entry, String id) {
        assertThat(protection(Map.of("rule", List.of(entry))).ruleOf(id)).hasValue("rule");
    }

    @Test
    void rule_that_names_the_instance_comes_first_then_the_first_by_name() {
        var protection = protection(
                Map.of("z", List.of("i-1"), "b", List.of("i-*"), "a", List.of("x", "i-?"), "y", List.of("i-1")));

        assertThat(protection.ruleOf("i-1")).hasValue("y");
        assertThat(protection.ruleOf("i-2")).hasValue("a");
        assertThat(protection.ruleOf("i-22")).hasValue("b");
        assertThat(protection.ruleOf("j-22")).isEmpty();
    }

    @Test
    void no_rule_protects_nothing() {
        assertThat(protection(Map.of()).ruleOf("i-1")).isEmpty();
    }

    @Test
    void worst_pattern_for_the_worst_id_takes_no_time() {
        var protection = protection(Map.of("rule", List.of("*a".repeat(63) + "*b")));
        String id = "a".repeat(128);

        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int time = 0; time < 1_000; time++) {
                assertThat(protection.ruleOf(id)).isEmpty();
            }
        });
        assertThatCode(() -> protection.ruleOf("")).doesNotThrowAnyException();
    }

    private static Protection protection(Map<String, List<String>> rules) {
        return new ProtectedInstances(rules);
    }
}
