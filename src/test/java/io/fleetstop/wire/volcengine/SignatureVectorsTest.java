package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.Digests;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureVectorsTest {

    @ParameterizedTest
    @EnumSource
    void signature_of_the_golden_vectors_is_reproduced(SignedRequests vector) {
        var claim = SignatureClaim.of(vector.call(), "ecs");

        assertThat(claim.expected().signature("SECRET")).isEqualTo(vector.signature);
        assertThat(claim.expected().authorization("AKID", "SECRET"))
                .isEqualTo(vector.headers().get("authorization"));
    }

    @Test
    void string_to_sign_ends_in_the_hash_of_the_canonical_request() {
        var signature =
                SignatureClaim.of(SignedRequests.DATE_ALONE.call(), "ecs").expected();

        assertThat(signature.stringToSign().split("\n"))
                .containsExactly(
                        "HMAC-SHA256",
                        "20260101T000000Z",
                        "20260101/cn-beijing/ecs/request",
                        "534521bd6125cd433b6422cc26cd919eb92f1a239ab01ef8ef72877598013bd9");
    }

    @Test
    void every_character_that_is_not_unreserved_is_escaped_before_it_is_signed() {
        var query = ApiCall.read("GET", "a=%2a%2F+~&A=-_.", new TreeMap<>(), new byte[0])
                .query();

        assertThat(io.fleetstop.wire.Query.canonical(query.values())).isEqualTo("A=-_.&a=%2A%2F%20~");
    }

    @Test
    void hash_of_no_body_is_that_of_the_empty_text() {
        assertThat(ApiSignature.EMPTY_BODY_HASH)
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .isEqualTo(Digests.sha256Hex("".getBytes(StandardCharsets.UTF_8)));
    }
}
