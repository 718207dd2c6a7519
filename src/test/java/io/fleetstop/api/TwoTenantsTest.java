package io.fleetstop.api;

import io.fleetstop.testing.AuditRows;
import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.Member;
import io.fleetstop.testing.TwoTenants;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Part;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.fleetstop.testing.Member.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Of another tenant nothing is seen, found, guessed or changed, at any address of the API. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class TwoTenantsTest {
    private static final Part PATHS = Description.read().root().child("paths");

    Issuer company;

    @Inject
    Pool pool;

    private final String instance = "i-other-" + UUID.randomUUID();
    private final String token = "token-" + UUID.randomUUID();
    private AuditRows audit;
    private Member alice;
    private Member bob;
    private Member adminOfA;

    /** A tenant's jobs, and somebody of the other tenant who knows all about them. */
    private record Case(Member owner, Member stranger, String strangersTenant, List<String> jobs) {}

    @BeforeEach
    void setup() {
        audit = new AuditRows(pool);
        alice = Member.holding(company.token().subject("alice"));
        bob = Member.holding(company.token().subject("bob"));
        adminOfA = Member.holding(company.token().subject("root").claim("groups", List.of("team-a-sre")));
        adminOfA.get("/v1/caller")
                .then()
                .body("roles", equalTo(List.of("read", "submit", "force-stop", "stop-charging", "admin")));
    }

    static Stream<String> endpoints() {
        return PATHS.names()
                .flatMap(path -> PATHS.child(path).names().map(method -> method.toUpperCase(Locale.ROOT) + " " + path));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void endpoint_keeps_tenants_apart(String endpoint) {
        switch (endpoint) {
            case "POST /v1/stop-jobs" -> tokensAreEachTenantsOwn();
            case "GET /v1/stop-jobs" -> listShowsTheOwnAlone();
            case "GET /v1/stop-jobs/{id}" -> cases().forEach(this::readerFindsNothing);
            case "POST /v1/stop-jobs/{id}/cancel" -> cases().forEach(this::nothingIsCancelled);
            case "POST /v1/stop-jobs/{id}/retry" -> cases().forEach(this::nothingIsTriedAgain);
            case "GET /v1/stop-jobs/{id}/events" -> cases().forEach(this::nothingIsFollowed);
            case "GET /v1/targets" -> targetsAreThoseThatOneMayUse();
            case "GET /v1/targets/{name}/pace" -> paceOfOthersTargetsIsNotThere();
            case "GET /v1/caller" -> everybodyIsToldOfOneself();
            default ->
                throw new AssertionError("no case for " + endpoint + ": what of another tenant could be seen there?");
        }
    }

    private Stream<Case> cases() {
        return Stream.of(new Case(alice, bob, "team-b", jobsOf(alice)), new Case(bob, adminOfA, "team-a", jobsOf(bob)));
    }

    /** One that is over, with something to try again, and one that waits. */
    private List<String> jobsOf(Member owner) {
        String over = owner.submitted(Map.of("instanceIds", List.of(instance), "target", "simulator"));
        assertThat(owner.finished(over).getString("state")).isEqualTo("Failed");
        return List.of(over, owner.submitted(later(UUID.randomUUID().toString())));
    }

    private Map<String, Object> later(String clientToken) {
        return Map.of(
                "instanceIds",
                List.of(instance),
                "target",
                "simulator",
                "clientToken",
                clientToken,
                "notBefore",
                Instant.ofEpochSecond(Instant.now().getEpochSecond() / 3600 * 3600 + 7200)
                        .toString());
    }

    private void readerFindsNothing(Case each) {
        for (String id : each.jobs()) {
            String tag = each.owner().get("/v1/stop-jobs/" + id).header("ETag");
            assertThat(tag).isNotEmpty();
            asIfItWereNotThere(each, id, (asks, path) -> asks.get(path));
            asIfItWereNotThere(each, id, (asks, path) -> asks.get(path + "?view=summary"));
            for (String known : List.of(tag, "*", "W/\"0\"")) {
                asIfItWereNotThere(
                        each,
                        id,
                        (asks, path) -> asks.header("If-None-Match", known).get(path));
            }
        }
    }

    private void nothingIsFollowed(Case each) {
        for (String id : each.jobs()) {
            asIfItWereNotThere(each, id, (asks, path) -> asks.get(path + "/events"));
            for (String last : List.of("1-0", "2-" + Instant.now().toEpochMilli() * 1000)) {
                asIfItWereNotThere(
                        each,
                        id,
                        (asks, path) -> asks.header("Last-Event-ID", last).get(path + "/events"));
            }
        }
    }

    private void nothingIsCancelled(Case each) {
        for (String id : each.jobs()) {
            String before = each.owner().get("/v1/stop-jobs/" + id).asString();
            asIfItWereNotThere(each, id, (asks, path) -> asks.post(path + "/cancel"));
            assertThat(each.owner().get("/v1/stop-jobs/" + id).asString()).isEqualTo(before);
        }
    }

    private void nothingIsTriedAgain(Case each) {
        for (String id : each.jobs()) {
            asIfItWereNotThere(each, id, (asks, path) -> asks.post(path + "/retry"));
            asIfItWereNotThere(
                    each,
                    id,
                    (asks, path) -> asks.contentType(ContentType.JSON)
                            .body(Map.of("clientToken", token))
                            .post(path + "/retry"));
        }
        assertThat(each.stranger().listed("clientToken", token)).isEmpty();
        assertThat(each.stranger().listed("instanceId", instance)).doesNotContainAnyElementsOf(each.jobs());
    }

    /** To the byte, and in the record under the tenant of who asked. */
    private void asIfItWereNotThere(Case each, String id, BiFunction<RequestSpecification, String, Response> question) {
        String request = UUID.randomUUID().toString();
        Response ofAnothers = question.apply(named(each, request), "/v1/stop-jobs/" + id);
        Response ofNobodys = question.apply(named(each, request), "/v1/stop-jobs/" + UUID.randomUUID());

        ofAnothers.then().statusCode(404).body("code", equalTo("NotFound"));
        assertThat(everything(ofAnothers)).isEqualTo(everything(ofNobodys));
        assertThat(audit.of(request))
                .allMatch(row -> row.getString("tenant").equals(each.strangersTenant()))
                .allMatch(row -> row.getString("decision").equals("NotFound"));
        assertThat(audit.ofJob(id))
                .filteredOn(row -> row.getString("request_id").equals(request))
                .hasSizeLessThan(2);
    }

    private static RequestSpecification named(Case each, String request) {
        return each.stranger().asks().header("X-Request-Id", request);
    }

    private void tokensAreEachTenantsOwn() {
        Map<String, Object> mine =
                Map.of("instanceIds", List.of(instance), "target", "simulator", "clientToken", token);
        Map<String, Object> different =
                Map.of("instanceIds", List.of("i-else"), "target", "simulator", "clientToken", token);
        String ofA = alice.submitted(mine);
        alice.finished(ofA);

        // For her a mismatch; for him the first use of the token.
        alice.submit(different).then().statusCode(400).body("code", equalTo("IdempotentParameterMismatch"));
        String ofB = bob.submitted(different);
        bob.finished(ofB);
        assertThat(ofB).isNotEqualTo(ofA);
        bob.submit(mine).then().statusCode(400).body("code", equalTo("IdempotentParameterMismatch"));
        bob.submit(different).then().statusCode(200).body("id", equalTo(ofB)).body("createdBy", equalTo("team-b/bob"));
        alice.submit(mine).then().statusCode(200).body("id", equalTo(ofA)).body("createdBy", equalTo("team-a/alice"));

        String waiting = UUID.randomUUID().toString();
        Map<String, Object> later = later(waiting);
        String first = alice.submitted(later);
        String second = bob.submitted(later);
        alice.submit(later).then().statusCode(412).body("jobId", equalTo(first));
        bob.submit(later).then().statusCode(412).body("jobId", equalTo(second));

        assertThat(audit.ofJob(ofA)).extracting(TwoTenantsTest::who).containsOnly("team-a team-a/alice");
        assertThat(audit.ofJob(ofB)).extracting(TwoTenantsTest::who).containsOnly("team-b team-b/bob");
        othersTargetsAreNoTargets();
    }

    private void othersTargetsAreNoTargets() {
        String request = UUID.randomUUID().toString();
        Response others = alice.submit(Map.of("instanceIds", List.of(instance), "target", "volcengine"), request);
        Response nobodys = alice.submit(Map.of("instanceIds", List.of(instance), "target", "nowhere"), request);

        others.then().statusCode(400).body("code", equalTo("InvalidArgument"));
        assertThat(everything(others)).isEqualTo(everything(nobodys)).doesNotContain("volcengine");
        bob.submit(Map.of("instanceIds", List.of(instance), "target", "volcengine"))
                .then()
                .statusCode(202);
    }

    private void listShowsTheOwnAlone() {
        for (int jobs = 0; jobs < 2; jobs++) {
            alice.submitted(Map.of("instanceIds", List.of(instance), "target", "simulator"));
        }
        String known = alice.submitted(later(token));
        JsonPath job = alice.get("/v1/stop-jobs/" + known).jsonPath();
        List<String> ofA = alice.listed("instanceId", instance);
        assertThat(ofA).hasSize(3).contains(known);
        bob.submitted(Map.of("instanceIds", List.of("i-of-bob"), "target", "simulator"));

        PATHS.child("/v1/stop-jobs")
                .child("get")
                .child("parameters")
                .children()
                .filter(parameter -> "query".equals(parameter.text("in")))
                .map(parameter -> parameter.text("name"))
                .forEach(parameter -> {
                    switch (parameter) {
                        case "instanceId" ->
                            assertThat(bob.listed(parameter, instance)).isEmpty();
                        case "clientToken" ->
                            assertThat(bob.listed(parameter, token)).isEmpty();
                        case "state", "target" -> unseen(ofA, parameter, job.getString(parameter));
                        case "createdAfter" -> unseen(ofA, parameter, job.getString("createdAt"));
                        case "createdBefore" -> unseen(ofA, parameter, "2999-01-01T00:00:00Z");
                        // Beside each of the others, and here without any.
                        case "pageSize" -> unseen(ofA, "state", "");
                        case "pageToken" -> placeInAnothersListIsNone();
                        default -> throw new AssertionError("no case for the filter " + parameter);
                    }
                });
    }

    private void unseen(List<String> ofA, String parameter, String value) {
        assertThat(alice.listed(parameter, value)).containsAnyElementsOf(ofA);
        assertThat(bob.listed(parameter, value)).isNotNull().doesNotContainAnyElementsOf(ofA);
    }

    private void placeInAnothersListIsNone() {
        String place = alice.get("/v1/stop-jobs?pageSize=1").path("nextPageToken");
        assertThat(place).isNotEmpty();
        alice.get("/v1/stop-jobs?pageToken=" + place).then().statusCode(200);

        Response others = bob.asks().header("X-Request-Id", token).get("/v1/stop-jobs?pageToken=" + place);
        Response nobodys = bob.asks().header("X-Request-Id", token).get("/v1/stop-jobs?pageToken=AAAA");
        others.then().statusCode(400).body("code", equalTo("InvalidArgument"));
        assertThat(everything(others)).isEqualTo(everything(nobodys));
    }

    private void targetsAreThoseThatOneMayUse() {
        Response ofA = alice.get("/v1/targets");
        ofA.then().statusCode(200).body("targets.name", equalTo(List.of("simulator")));
        assertThat(ofA.asString()).doesNotContain("volcengine");
        adminOfA.get("/v1/targets").then().body("targets.name", equalTo(List.of("simulator")));
        assertThat(bob.get("/v1/targets").<List<String>>path("targets.name")).contains("simulator", "volcengine");
    }

    private void paceOfOthersTargetsIsNotThere() {
        for (Member of : List.of(alice, adminOfA)) {
            Response others = of.asks().header("X-Request-Id", token).get("/v1/targets/volcengine/pace?minutes=5");
            Response nobodys = of.asks().header("X-Request-Id", token).get("/v1/targets/nowhere/pace?minutes=5");
            others.then().statusCode(404);
            assertThat(everything(others)).isEqualTo(everything(nobodys));
            of.get("/v1/targets/simulator/pace").then().statusCode(200);
        }
        bob.get("/v1/targets/volcengine/pace").then().statusCode(200);
    }

    private void everybodyIsToldOfOneself() {
        alice.get("/v1/caller").then().body("tenant", equalTo("team-a")).body("name", equalTo("team-a/alice"));
        bob.get("/v1/caller").then().body("tenant", equalTo("team-b")).body("name", equalTo("team-b/bob"));
        assertThat(alice.get("/v1/caller").asString()).doesNotContain("team-b");
    }

    private static String who(JsonObject row) {
        return row.getString("tenant") + " " + row.getString("caller");
    }
}
