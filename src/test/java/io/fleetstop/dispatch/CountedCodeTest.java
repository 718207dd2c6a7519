package io.fleetstop.dispatch;

import io.fleetstop.testing.contract.Description;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountedCodeTest {
    private final List<String> contract =
            Description.read().schema("OperationCode").child("enum").texts().toList();

    @Test
    void codes_of_the_contract_are_told_apart() {
        assertThat(contract)
                .isNotEmpty()
                .allSatisfy(code -> assertThat(CountedCode.of(code)).isEqualTo(code));
    }

    @Test
    void words_of_clouds_and_names_of_rules_are_not() {
        assertThat(CountedCode.of("IncorrectInstanceStatus.Initializing")).isEqualTo("Other");
        assertThat(CountedCode.of("Protected.databases")).isEqualTo("Protected");
        assertThat(CountedCode.all())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(contract.stream(), Stream.of("Protected", "Other"))
                        .toList());
    }
}
