package io.fleetstop.api;

import io.fleetstop.job.JobState;
import io.fleetstop.job.OperationState;
import io.fleetstop.problem.Code;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** That every code which a caller may meet is explained. */
class DescribedCodesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/fleetstop");

    private static final Pattern OF_THE_ENGINE =
            Pattern.compile("(?:failed\\(|skipped\\(|CODE =)\\s*\"([A-Z][A-Za-z.]+)\"");

    private static final Pattern OF_A_STATEMENT = Pattern.compile("(?:THEN|ELSE) '([A-Z][A-Za-z.]+)'");

    private final Description description = Description.read();

    @Test
    void codes_of_refusals_are_all_explained_with_their_status() {
        Part codes = description.schema("ProblemCode");
        assertThat(codes.child("enum").texts())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Code.values()).map(Code::word).toArray(String[]::new));
        assertThat(Code.values())
                .allSatisfy(code -> assertThat(codes.text("description"))
                        .contains("| `" + code.word() + "` | " + code.status() + " |"));
    }

    @Test
    void operations_name_codes_of_the_right_status() {
        Map<String, Code> byWord =
                Arrays.stream(Code.values()).collect(Collectors.toMap(Code::word, Function.identity()));
        List<String> named = new ArrayList<>();
        Part paths = description.root().child("paths");
        paths.children()
                .flatMap(Part::children)
                .map(operation -> operation.child("responses"))
                .forEach(responses -> responses
                        .names()
                        .forEach(status -> responses
                                .child(status)
                                .child("x-problem-codes")
                                .texts()
                                .forEach(code -> {
                                    assertThat(byWord.get(code).status())
                                            .as(code)
                                            .hasToString(status);
                                    named.add(code);
                                })));
        assertThat(Arrays.stream(Code.values()).map(Code::word).filter(word -> !named.contains(word)))
                .as("of an address without that method")
                .containsExactly("MethodNotAllowed");
    }

    @Test
    void codes_of_operations_are_all_explained() throws IOException {
        Stream<String> clouds = Arrays.stream(InstanceFault.values()).map(InstanceFault::code);
        List<String> all = Stream.concat(clouds, ownCodes().stream()).toList();

        Part codes = description.schema("OperationCode");
        assertThat(codes.child("enum").texts()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(all).allSatisfy(code -> assertThat(codes.text("description")).contains("| `" + code + "` |"));
    }

    @Test
    void codes_that_end_in_the_name_of_a_rule_are_a_pattern() {
        Part codes = description.schema("ProtectionCode");
        Pattern pattern = Pattern.compile(codes.text("pattern"));
        assertThat("Protected.databases").matches(pattern);
        assertThat("Protected.A-name-of-32-characters-at-the-most").doesNotMatch(pattern);
        assertThat(description.schema("OperationCode").text("description")).contains("| `Protected.…` |");
    }

    /** Found in the text of the code, since no type gathers them: the engine writes them where it judges, statements where they close. */
    private static Set<String> ownCodes() throws IOException {
        Set<String> states = Stream.concat(Arrays.stream(JobState.values()), Arrays.stream(OperationState.values()))
                .map(Enum::name)
                .collect(Collectors.toSet());
        String code = Files.readString(SOURCES.resolve("dispatch/Verdict.java"))
                + Files.readString(SOURCES.resolve("dispatch/Guard.java"))
                + Files.readString(SOURCES.resolve("job/CancelJob.java"));
        String statement = Files.readString(SOURCES.resolve("job/CloseJobs.java"));
        return Stream.concat(
                        OF_THE_ENGINE.matcher(code).results(),
                        OF_A_STATEMENT.matcher(statement).results().filter(word -> !states.contains(word.group(1))))
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
