package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.StoredJobs;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Part;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Methods that an address does not have, and how it tells which it has. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class WrongMethodTest {
    private static final Part PATHS = Description.read().root().child("paths");
    private static final List<String> ALL = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND");

    static Stream<String> described() {
        return PATHS.names();
    }

    @ParameterizedTest
    @MethodSource("described")
    void address_refuses_every_method_that_is_not_described_and_names_those_that_are(String path) {
        Set<String> there = PATHS.child(path)
                .names()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(ALL.stream().filter(method -> !there.contains(method)))
                .isNotEmpty()
                .allSatisfy(method -> {
                    Response answer = given().request(method, address(path));
                    answer.then().statusCode(405).body("code", equalTo("MethodNotAllowed"));
                    assertThat(allowed(answer))
                            .contains("OPTIONS")
                            .containsAll(there)
                            .doesNotContain(method);
                    assertThat(ALL.stream().filter(allowed(answer)::contains))
                            .containsExactlyInAnyOrderElementsOf(there);
                });
    }

    @ParameterizedTest
    @MethodSource("described")
    void options_tells_the_same(String path) {
        Response answer = given().options(address(path));

        answer.then().statusCode(204);
        assertThat(allowed(answer)).containsAnyOf("GET", "POST").contains("OPTIONS");
    }

    @Test
    void other_method_in_a_header_counts_for_nothing() {
        long before = StoredJobs.count();
        for (String header : new String[] {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
            given().header(header, "POST")
                    .contentType("application/json")
                    .get("/v1/stop-jobs")
                    .then()
                    .statusCode(200);
            given().header(header, "GET").post("/v1/targets").then().statusCode(405);
        }
        assertThat(StoredJobs.count()).isEqualTo(before);
    }

    private static String address(String template) {
        return template.replace("{id}", "01994f00-0000-7000-8000-000000000000").replace("{name}", "simulator");
    }

    private static Set<String> allowed(Response answer) {
        return Arrays.stream(answer.header("Allow").split(", ")).collect(Collectors.toSet());
    }
}
