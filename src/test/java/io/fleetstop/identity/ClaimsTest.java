package io.fleetstop.identity;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.Token;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** What a good token may say, and what follows from it. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class ClaimsTest {
    Issuer company;

    @ParameterizedTest
    @ValueSource(strings = {"upn", "preferred_username"})
    void name_that_people_choose_does_not_take_the_place_of_their_subject(String claim) {
        caller(eve().claim(claim, "alice")).body("name", equalTo("team-a/eve (alice)"));
        caller(eve().claim(claim, "system:serviceaccount:team-a:deployer"))
                .body("name", equalTo("team-a/eve (system:serviceaccount:team-a:deployer)"));
        caller(eve().claim(claim, "x) team-a/alice")).body("name", equalTo("team-a/eve (x??team-a?alice)"));
        caller(eve().claim(claim, "eve")).body("name", equalTo("team-a/eve"));
        caller(eve().claim(claim, "")).body("name", equalTo("team-a/eve"));
    }

    @Test
    void names_break_no_line_and_fit_the_record() {
        caller(eve().subject("e\nve \u001b\uD83D\uDE00")).body("name", equalTo("team-a/e?ve???"));
        caller(eve().subject("e".repeat(2_000)).claim("upn", "v".repeat(2_000)))
                .body("name.length()", lessThanOrEqualTo(200));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void name_that_is_no_text_is_none_and_the_request_is_answered(Object odd) {
        caller(eve().claim("preferred_username", odd)).body("name", equalTo("team-a/eve"));
        caller(eve().claim("upn", odd)).body("name", equalTo("team-a/eve"));
    }

    static Stream<Object> oddities() {
        return Stream.of(5, true, Map.of("a", 1), List.of("alice"));
    }

    @Test
    void blank_subject_is_nobody() {
        ask(eve().subject("")).statusCode(403);
        ask(eve().subject(" ")).statusCode(403);
    }

    @Test
    void text_of_groups_is_one_group() {
        caller(eve().claim("groups", "team-a")).body("tenant", equalTo("team-a"));
        ask(eve().claim("groups", "friends of team-a")).statusCode(403);
        ask(eve().claim("groups", "team-a,x")).statusCode(403);
    }

    @Test
    void groups_that_are_no_names_are_none() {
        for (Object odd : List.of(5, true, Map.of("team-a", "team-a"), List.of(Map.of("name", "team-a")), List.of())) {
            ask(eve().claim("groups", odd)).statusCode(403);
        }
    }

    private Token eve() {
        return company.token().subject("eve").claim("groups", List.of("team-a"));
    }

    private static ValidatableResponse caller(Token token) {
        return ask(token).statusCode(200);
    }

    private static ValidatableResponse ask(Token token) {
        return given().header("Authorization", "Bearer " + token.text())
                .get("/v1/caller")
                .then();
    }
}
