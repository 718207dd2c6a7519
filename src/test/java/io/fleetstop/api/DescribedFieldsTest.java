package io.fleetstop.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.job.JobOptions;
import io.fleetstop.job.JobState;
import io.fleetstop.job.LaneReport.Circuit;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.StopJob;
import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.fleetstop.problem.Problem;
import io.fleetstop.problem.Refusal;
import io.fleetstop.query.PaceDoor;
import io.fleetstop.query.StopJobListDoor;
import io.fleetstop.query.TargetsDoor;
import io.fleetstop.target.Cloud;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Part;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** That the description has the fields and the words that the code has: none less, and none more. */
class DescribedFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Description description = Description.read();

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("StopJob", StopJob.class),
                arguments("Progress", StopJob.Progress.class),
                arguments("Operation", StopJob.Operation.class),
                arguments("Fault", StopJob.Fault.class),
                arguments("StopJobPage", StopJobListDoor.Page.class),
                arguments("TargetList", TargetsDoor.Listing.class),
                arguments("Target", TargetsDoor.View.class),
                arguments("TargetFault", TargetsDoor.Fault.class),
                arguments("PaceHistory", PaceDoor.History.class),
                arguments("PacePoint", PaceDoor.Point.class),
                arguments("Problem", Problem.class),
                arguments("FieldFault", Refusal.FieldFault.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void fields_of_an_answer_are_those_of_its_schema(String schema, Class<?> record) {
        assertThat(fields(schema))
                .containsExactlyInAnyOrderElementsOf(properties(record).toList());
    }

    @Test
    void fields_of_a_request_are_those_of_its_schema() {
        Stream<String> read = Stream.concat(
                components(StopJobRequest.class).filter(name -> !name.equals("options")), components(JobOptions.class));
        assertThat(fields("StopJobRequest")).containsExactlyInAnyOrderElementsOf(read.toList());
    }

    static Stream<Arguments> words() {
        return Stream.of(
                arguments("/components/schemas/JobState", names(JobState.values())),
                arguments("/components/schemas/OperationState", names(OperationState.values())),
                arguments("/components/schemas/StopJob/properties/stoppedMode", names(StoppedMode.values())),
                arguments("/components/schemas/StopJob/properties/waitFor", names(WaitFor.values())),
                arguments("/components/schemas/Target/properties/circuit", names(Circuit.values())),
                arguments(
                        "/components/schemas/Provider",
                        Arrays.stream(Cloud.values()).map(Cloud::word).toList()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void words_are_those_of_the_code(String schema, List<String> words) {
        assertThat(wordsAt(schema)).containsExactlyInAnyOrderElementsOf(words);
    }

    /** Null is allowed there too, and means the same as nothing. */
    @Test
    void a_request_may_use_the_words_of_an_answer() {
        String request = "/components/schemas/StopJobRequest/properties/";
        assertThat(wordsAt(request + "stoppedMode")).containsExactly("KeepCharging", "StopCharging", "null");
        assertThat(wordsAt(request + "waitFor")).containsExactly("Accepted", "Stopped", "null");
    }

    private List<String> fields(String schema) {
        return description.schema(schema).child("properties").names().toList();
    }

    private List<String> wordsAt(String schema) {
        return new Part(description.root().document(), schema)
                .child("enum")
                .texts()
                .toList();
    }

    /** As they are written in JSON. */
    private static Stream<String> properties(Class<?> type) {
        return JSON.getSerializationConfig().introspect(JSON.constructType(type)).findProperties().stream()
                .flatMap(DescribedFieldsTest::properties);
    }

    private static Stream<String> properties(BeanPropertyDefinition property) {
        return property.getAccessor().hasAnnotation(JsonUnwrapped.class)
                ? properties(property.getRawPrimaryType())
                : Stream.of(property.getName());
    }

    private static Stream<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }

    private static List<String> names(Enum<?>[] words) {
        return Arrays.stream(words).map(Enum::name).toList();
    }
}
