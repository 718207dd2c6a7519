package io.fleetstop.api;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Part;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** That every address of the API is described, and that what is described is there. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class DescribedRoutesTest {
    private final Part paths = Description.read().root().child("paths");

    @Inject
    Router router;

    @Test
    void the_routes_of_the_code_are_those_of_the_description() {
        Set<String> described = paths.names()
                .flatMap(path -> paths.child(path).names().map(method -> method.toUpperCase(Locale.ROOT) + " " + path))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> coded = Stream.concat(resources().map(DescribedRoutesTest::route), plainRoutes())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(coded).isNotEmpty().isEqualTo(described);
    }

    @Test
    void every_parameter_that_the_code_reads_is_described() {
        assertThat(resources()).isNotEmpty().allSatisfy(method -> {
            String[] route = route(method).split(" ");
            Set<String> described = paths.child(route[1])
                    .child(route[0].toLowerCase(Locale.ROOT))
                    .child("parameters")
                    .children()
                    .map(parameter -> parameter.text("in") + " " + parameter.text("name"))
                    .collect(Collectors.toSet());
            assertThat(described).containsAll(parameters(method.reflect()).toList());
        });
    }

    @Test
    void every_parameter_of_the_list_that_is_described_is_known_to_it() {
        Stream<Part> parameters = paths.child("/v1/stop-jobs")
                .child("get")
                .child("parameters")
                .children()
                .filter(parameter -> parameter.text("in").equals("query"))
                .filter(parameter -> !parameter.text("name").equals("pageToken"));
        assertThat(parameters)
                .isNotEmpty()
                .allSatisfy(parameter -> given().queryParam(parameter.text("name"), parameter.text("example"))
                        .get("/v1/stop-jobs")
                        .then()
                        .statusCode(200));
    }

    /** Methods that answer requests. */
    private static Stream<JavaMethod> resources() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.fleetstop").stream()
                        .filter(each -> each.isAnnotatedWith(Path.class))
                        .map(JavaClass::getMethods)
                        .flatMap(Set::stream)
                        .filter(method -> verb(method).isPresent())
                        .filter(method -> route(method).contains(" /v1/"));
    }

    private static Optional<String> verb(JavaMethod method) {
        return Arrays.stream(method.reflect().getAnnotations())
                .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String route(JavaMethod method) {
        String under = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return verb(method).orElseThrow() + " "
                + method.getOwner().getAnnotationOfType(Path.class).value() + under;
    }

    /** What is no resource but a route of its own. */
    private Stream<String> plainRoutes() {
        return router.getRoutes().stream()
                .filter(route -> route.getPath() != null && route.getPath().startsWith("/v1/"))
                .flatMap(route -> Stream.ofNullable(route.methods())
                        .flatMap(Set::stream)
                        .map(method -> method.name() + " " + route.getPath().replaceAll(":(\\w+)", "{$1}")));
    }

    private static Stream<String> parameters(Method method) {
        return Arrays.stream(method.getParameters()).flatMap(DescribedRoutesTest::name);
    }

    private static Stream<String> name(Parameter parameter) {
        return Stream.of(
                        Stream.ofNullable(parameter.getAnnotation(PathParam.class))
                                .map(it -> "path " + it.value()),
                        Stream.ofNullable(parameter.getAnnotation(QueryParam.class))
                                .map(it -> "query " + it.value()),
                        Stream.ofNullable(parameter.getAnnotation(HeaderParam.class))
                                // The media types of the body describe it.
                                .filter(it -> !it.value().equals("Content-Type"))
                                .map(it -> "header " + it.value()))
                .flatMap(each -> each);
    }
}
