package io.fleetstop.wire.volcengine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SignatureCheckTest {

    @ParameterizedTest
    @EnumSource
    void signature_of_a_vendors_client_names_its_signer(SignedRequests request) {
        assertThat(checkAt(request, 0).signerOf(request.call()))
                .extracting(Signer::accessKeyId, Signer::region)
                .containsExactly("AKID", "cn-beijing");
    }

    @ParameterizedTest
    @CsvSource({"-901, InvalidTimestamp", "901, InvalidTimestamp"})
    void clock_that_is_off_by_more_than_a_quarter_of_an_hour_is_refused(long seconds, String code) {
        assertThat(refusal(SignedRequests.DATE_ALONE, SignedRequests.DATE_ALONE.call(), seconds))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(longs = {-900, 900})
    void clock_may_be_off_by_a_quarter_of_an_hour_either_way(long seconds) {
        var request = SignedRequests.DATE_ALONE;

        assertThat(checkAt(request, seconds).signerOf(request.call()).accessKeyId())
                .isEqualTo("AKID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260101", "20260101 000000", "20261301T000000Z", "20260101T000000+0100"})
    void date_that_is_none_is_refused(String date) {
        var headers = SignedRequests.DATE_ALONE.headers();
        headers.put("x-date", date);
        headers.computeIfPresent(
                "authorization", (name, value) -> value.replace("20260101/", date.substring(0, 8) + "/"));

        assertThat(refusal(SignedRequests.DATE_ALONE, headers)).isEqualTo("InvalidTimestamp");
    }

    @Test
    void altered_query_does_not_match() {
        var request = SignedRequests.DATE_ALONE;
        var call = request.call(request.headers(), request.query.replace("ForceStop=false", "ForceStop=true"), "");

        assertThat(refusal(request, call, 0)).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void altered_body_does_not_match() {
        var request = SignedRequests.JSON_BODY;
        var call = request.call(request.headers(), request.query, request.body.replace("i-2", "i-3"));

        assertThat(refusal(request, call, 0)).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void body_under_the_signed_hash_of_another_does_not_match() {
        var request = SignedRequests.FOUR_HEADERS;
        var call = request.call(request.headers(), request.query, "ForceStop=true");

        assertThat(refusal(request, call, 0)).isEqualTo("SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @CsvSource({"host, evil.example", "content-type, text/plain"})
    void altered_header_that_was_signed_does_not_match(String name, String value) {
        var headers = SignedRequests.FOUR_HEADERS.headers();
        headers.put(name, value);

        assertThat(refusal(SignedRequests.FOUR_HEADERS, headers)).isEqualTo("SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @CsvSource({"ecs.example:80, ecs.example", "ecs.example:443, ecs.example", "ecs.example:8443, ecs.example:8443"})
    void default_port_is_left_out_of_the_signed_host(String sent, String signed) {
        var date = "20260101T000000Z";
        var query = new TreeMap<>(Map.of("Action", "StopInstances"));
        var authorization = new ApiSignature(
                        "GET",
                        query,
                        new TreeMap<>(Map.of("host", signed)),
                        ApiSignature.EMPTY_BODY_HASH,
                        date,
                        new CredentialScope("20260101", "cn-beijing", "ecs"))
                .authorization("AKID", "SECRET");
        var headers = Map.of("host", sent, "x-date", date, "authorization", authorization);
        var call = ApiCall.read("GET", "Action=StopInstances", headers, new byte[0]);

        assertThat(checkAt(SignedRequests.DATE_ALONE, 0).signerOf(call).accessKeyId())
                .isEqualTo("AKID");
    }

    @Test
    void parameter_without_a_name_is_signed_like_any_other() {
        var date = "20260101T000000Z";
        var query = new TreeMap<>(Map.of("", "{InstanceIds.1=i-1}", "Action", "StopInstances", "InstanceIds.1", "i-1"));
        var authorization = new ApiSignature(
                        "GET",
                        query,
                        new TreeMap<>(Map.of("x-date", date)),
                        ApiSignature.EMPTY_BODY_HASH,
                        date,
                        new CredentialScope("20260101", "cn-beijing", "ecs"))
                .authorization("AKID", "SECRET");
        var call = ApiCall.read(
                "GET",
                "Action=StopInstances&InstanceIds.1=i-1&=%7BInstanceIds.1%3Di-1%7D",
                Map.of("x-date", date, "authorization", authorization),
                new byte[0]);

        assertThat(checkAt(SignedRequests.DATE_ALONE, 0).signerOf(call).accessKeyId())
                .isEqualTo("AKID");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AKID/20260101/cn-beijing/ecs/request     | NOBODY/20260101/cn-beijing/ecs/request | InvalidAccessKey
            AKID/20260101/cn-beijing/ecs/request     | AKID/20260102/cn-beijing/ecs/request   | InvalidCredential
            AKID/20260101/cn-beijing/ecs/request     | AKID/20260101/cn-beijing/vpc/request   | InvalidCredential
            AKID/20260101/cn-beijing/ecs/request     | AKID                                   | InvalidCredential
            AKID/20260101/cn-beijing/ecs/request     | AKID/20260101/cn-shanghai/ecs/request  | SignatureDoesNotMatch
            HMAC-SHA256                              | ACS3-HMAC-SHA256                       | InvalidAuthorization
            SignedHeaders=x-date                     | SignedHeaders=                         | InvalidAuthorization
            SignedHeaders=x-date                     | SignedHeaders=x-date;x-absent          | MissingRequestInfo
            4f4b8073                                 | 00000000                               | SignatureDoesNotMatch
            4f4b8073                                 | short                                  | InvalidAuthorization
            """)
    void altered_authorization_is_refused(String part, String by, String code) {
        var headers = SignedRequests.DATE_ALONE.headers();
        headers.computeIfPresent("authorization", (name, value) -> value.replace(part, by));

        assertThat(refusal(SignedRequests.DATE_ALONE, headers)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"authorization, MissingAuthenticationToken", "x-date, MissingRequestInfo"})
    void what_a_signature_needs_is_asked_for(String header, String code) {
        var headers = SignedRequests.DATE_ALONE.headers();
        headers.remove(header);

        assertThat(refusal(SignedRequests.DATE_ALONE, headers)).isEqualTo(code);
    }

    @Test
    void refusal_does_not_tell_what_ought_to_have_been_signed() {
        var request = SignedRequests.DATE_ALONE;
        var call = request.call(request.headers(), request.query + "&More=1", "");
        var refusal =
                catchThrowableOfType(ApiRefusal.class, () -> checkAt(request, 0).signerOf(call));

        assertThat(refusal.error().message()).doesNotContain("AKID", "SECRET").doesNotContainPattern("[0-9a-f]{64}");
    }

    @Test
    void claim_that_nobody_checks_must_have_the_form_and_the_time_all_the_same() {
        var request = SignedRequests.DATE_ALONE;
        var headers = request.headers();
        headers.computeIfPresent("authorization", (name, value) -> value.replace("4f4b8073", "00000000"));
        var call = request.call(headers, request.query, "");

        assertThat(checkAt(request, 0).claimantOf(call).accessKeyId()).isEqualTo("AKID");
        assertThat(catchThrowableOfType(
                                ApiRefusal.class, () -> checkAt(request, 901).claimantOf(call))
                        .error()
                        .code())
                .isEqualTo("InvalidTimestamp");
        headers.put("authorization", "HMAC-SHA256 x");
        assertThat(catchThrowableOfType(
                                ApiRefusal.class,
                                () -> checkAt(request, 0).claimantOf(request.call(headers, request.query, "")))
                        .error()
                        .code())
                .isEqualTo("InvalidAuthorization");
    }

    @ParameterizedTest
    @CsvSource({"ForceStop=false, ForceStop=true", "i-2, i-3"})
    void what_is_signed_tells_calls_apart_under_the_same_signature(String part, String by) {
        var request = SignedRequests.DATE_ALONE;
        var other = request.call(request.headers(), request.query.replace(part, by), "");

        assertThat(checkAt(request, 0).claimantOf(other).signed())
                .isNotEqualTo(checkAt(request, 0).claimantOf(request.call()).signed());
        assertThat(checkAt(request, 0).claimantOf(request.call()).signed())
                .isEqualTo(checkAt(request, 0).claimantOf(request.call()).signed());
    }

    private static String refusal(SignedRequests request, Map<String, String> headers) {
        return refusal(request, request.call(headers, request.query, request.body), 0);
    }

    private static String refusal(SignedRequests request, ApiCall call, long secondsLater) {
        return catchThrowableOfType(
                        ApiRefusal.class, () -> checkAt(request, secondsLater).signerOf(call))
                .error()
                .code();
    }

    private static SignatureCheck checkAt(SignedRequests request, long secondsLater) {
        Instant now = ApiDate.read(request.date).plus(Duration.ofSeconds(secondsLater));
        return new SignatureCheck(
                "ecs",
                id -> Optional.of("SECRET").filter(secret -> id.equals("AKID")),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
