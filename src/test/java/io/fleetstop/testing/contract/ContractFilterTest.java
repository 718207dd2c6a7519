package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The judge itself, with answers that no service gave. */
class ContractFilterTest {
    private static final Description DESCRIPTION = Description.read();
    private static final String JOB = "/v1/stop-jobs/019c1536-35d6-7b52-9d0f-3e7a5c1b8f42";
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Header TAG = new Header("ETag", "W/\"2\"");

    private final ObjectNode job = example("FinishedJob");

    @Test
    void answer_as_described_passes() {
        assertThatCode(() -> answered(200, JSON, job, TAG).get(JOB)).doesNotThrowAnyException();
    }

    @Test
    void field_that_is_not_described_is_a_breach_wherever_it_stands() {
        ObjectNode nested = (ObjectNode) job.at("/operations/2/error");
        nested.put("hint", "none");
        refuses(() -> answered(200, JSON, job, TAG).get(JOB), "'hint' is not defined");
        nested.remove("hint");
        job.put("colour", "red");
        refuses(() -> answered(200, JSON, job, TAG).get(JOB), "'colour' is not defined");
    }

    @Test
    void field_that_is_missing_or_null_against_the_description_is_a_breach() {
        job.remove("expiresAt");
        refuses(() -> answered(200, JSON, job, TAG).get(JOB), "'expiresAt' not found");
        job.putNull("expiresAt");
        refuses(() -> answered(200, JSON, job, TAG).get(JOB), "/expiresAt: null found");
    }

    @Test
    void value_that_is_no_time_or_no_state_is_a_breach() {
        job.put("createdAt", "yesterday").put("state", "Sleeping");
        refuses(() -> answered(200, JSON, job, TAG).get(JOB), "/createdAt");
        refuses(() -> answered(200, JSON, job, TAG).get(JOB), "/state");
    }

    @Test
    void status_media_type_and_operation_must_be_described() {
        refuses(() -> answered(201, JSON, job, TAG).get(JOB), "the status 201 is not described");
        refuses(() -> answered(200, "text/html", job, TAG).get(JOB), "the media type text/html is not described");
        refuses(() -> answered(200, JSON, job, TAG).delete(JOB), "the operation is not described");
        refuses(() -> answered(200, JSON, job, TAG).get("/v1/jobs"), "the operation is not described");
    }

    @Test
    void body_where_none_is_described_is_a_breach() {
        refuses(() -> answered(304, JSON, job, TAG).get(JOB), "a body is not described");
    }

    @Test
    void headers_must_be_those_that_are_described() {
        refuses(() -> answered(200, JSON, job).get(JOB), "the header ETag is missing");
        refuses(() -> answered(200, JSON, job, new Header("ETag", "2")).get(JOB), "the header ETag: ");
        refuses(
                () -> answered(200, JSON, job, TAG, new Header("Retry-After", "soon"))
                        .get(JOB),
                "the header Retry-After: ");
        refuses(
                () -> answered(200, JSON, job, TAG, new Header("X-Powered-By", "steam"))
                        .get(JOB),
                "the header x-powered-by is not described");
    }

    @Test
    void headers_of_every_answer_must_be_there() {
        Response bare = new ResponseBuilder()
                .setStatusCode(200)
                .setHeader("ETag", TAG.getValue())
                .setContentType(JSON)
                .setBody(job.toString())
                .build();
        refuses(
                () -> given().filters(new ContractFilter(DESCRIPTION), (request, expected, context) -> bare)
                        .get(JOB),
                "the header cache-control is not no-store");
    }

    @Test
    void code_must_belong_to_its_operation_and_status() {
        String type = "application/problem+json";
        assertThatCode(() -> answered(404, type, example("NoSuchJob")).get(JOB)).doesNotThrowAnyException();
        refuses(
                () -> answered(404, type, example("TooManyInstances")).get(JOB),
                "the code InvalidCount.Malformed is not described for this status");
        refuses(() -> answered(404, type, example("InvalidParameter")).get(JOB), "the body tells another status");
        refuses(
                () -> answered(404, type, example("NoSuchJob").put("code", "Gone"))
                        .get("/v1/jobs"),
                "/code");
    }

    @Test
    void accepted_parameter_must_be_one_that_is_described() {
        ObjectNode page = example("JobPage");
        assertThatCode(() -> answered(200, JSON, page).get("/v1/stop-jobs?pageSize=7&state="))
                .doesNotThrowAnyException();
        refuses(() -> answered(200, JSON, page).get("/v1/stop-jobs?colour=red"), "accepted colour, which");
        refuses(() -> answered(200, JSON, page).get("/v1/stop-jobs?pageSize=0"), "accepted pageSize: ");
        refuses(() -> answered(200, JSON, page).get("/v1/stop-jobs?state=Asleep"), "accepted state: ");
        refuses(() -> answered(200, JSON, job, TAG).get("/v1/stop-jobs/7"), "accepted id: ");
    }

    @Test
    void accepted_body_must_be_one_that_is_described() {
        refuses(
                () -> posted("application/json", "{\"instanceIds\":[\"i-1\"],\"colour\":1}"),
                "'colour' is not defined");
        refuses(() -> posted("application/json", "{"), "accepted a body that is no JSON");
        refuses(() -> posted("text/plain", "{\"instanceIds\":[\"i-1\"]}"), "accepted a body of media type text/plain");
        refuses(() -> posted("application/json", ""), "accepted a request without a body");
    }

    @Test
    void what_is_not_of_this_api_is_let_pass() {
        assertThatCode(() -> answered(299, JSON, job).get("/q/health")).doesNotThrowAnyException();
    }

    private void posted(String type, String body) {
        answered(200, JSON, job, TAG, new Header("Location", JOB), new Header("Idempotency-Replayed", "true"))
                .contentType(type)
                .body(body)
                .post("/v1/stop-jobs");
    }

    private static RequestSpecification answered(int status, String type, JsonNode body, Header... headers) {
        List<Header> all = new ArrayList<>(List.of(headers));
        all.add(new Header("X-Request-Id", "r-1"));
        Contract.EVERYWHERE.forEach((name, value) -> all.add(new Header(name, value)));
        all.add(new Header("Content-Type", type));
        Response answer = new ResponseBuilder()
                .setStatusCode(status)
                .setHeaders(new Headers(all))
                .setBody(body.toString())
                .build();
        return given().filters(new ContractFilter(DESCRIPTION), (request, expected, context) -> answer);
    }

    private static void refuses(Runnable call, String breach) {
        assertThatThrownBy(call::run).isInstanceOf(NotAsDescribed.class).hasMessageContaining(breach);
    }

    private static ObjectNode example(String name) {
        Part example = DESCRIPTION.root().child("components").child("examples").child(name);
        return example.child("value").node().deepCopy();
    }
}
