package io.fleetstop.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.NotAsDescribed;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

/** The API's description as callers get it, and that every answer is held against it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class DescriptionTest {

    @Test
    void it_is_served_as_it_was_written() throws Exception {
        JsonNode written = Description.read().root().node();

        Response yaml = given().get("/q/openapi");
        yaml.then().statusCode(200).contentType(startsWith("application/yaml"));
        assertThat(new YAMLMapper().readTree(yaml.asByteArray())).isEqualTo(written);

        Response json = given().queryParam("format", "json").get("/q/openapi");
        json.then().statusCode(200).contentType(startsWith("application/json"));
        assertThat(new ObjectMapper().readTree(json.asByteArray())).isEqualTo(written);
    }

    @Test
    void it_can_be_tried_in_a_browser_outside_production() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("/q/openapi"));
    }

    @Test
    void answer_that_is_not_described_ends_the_test_that_gets_it() {
        assertThatThrownBy(() -> given().head("/v1/targets"))
                .isInstanceOf(NotAsDescribed.class)
                .hasMessageContaining("the operation is not described");
    }
}
