package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.volcengine.ApiAnswer.Metadata;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvelopeTest {
    private static final Metadata METADATA = new Metadata("r-1", "StopInstances", "2020-04-01", "ecs", "cn-beijing");

    @Test
    void success_is_written_as_the_page_shows_it_and_read_again() {
        var answer = ApiAnswer.success(METADATA, new JsonObject().put("TotalCount", 2));

        assertThat(answer.write())
                .isEqualTo(
                        "{\"ResponseMetadata\":{\"RequestId\":\"r-1\",\"Action\":\"StopInstances\",\"Version\":\"2020-04-01\","
                                + "\"Service\":\"ecs\",\"Region\":\"cn-beijing\"},\"Result\":{\"TotalCount\":2}}");
        var envelope = read(answer.write()).orElseThrow();
        assertThat(envelope.requestId()).isEqualTo("r-1");
        assertThat(envelope.error()).isNull();
        assertThat(envelope.result().path("TotalCount").asInt()).isEqualTo(2);
    }

    @Test
    void error_is_written_with_its_number_and_read_again() {
        var answer = ApiAnswer.error(METADATA, GatewayErrors.NO_MATCH);

        assertThat(answer.httpStatus()).isEqualTo(401);
        assertThat(answer.write())
                .contains("\"Error\":{\"CodeN\":100010,\"Code\":\"SignatureDoesNotMatch\",\"Message\":");
        assertThat(read(answer.write()).orElseThrow().error().code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void error_of_the_product_has_no_number() {
        assertThat(ApiAnswer.error(METADATA, GatewayErrors.invalid("x")).write())
                .doesNotContain("CodeN");
    }

    @Test
    void failure_before_the_gateway_is_read_in_its_own_shape() {
        var envelope = read("""
                {"HTTPCode":502,"errorcode":"InternalServiceError","message":"no upstream"}""").orElseThrow();

        assertThat(envelope.error()).isEqualTo(new Envelope.Fault("InternalServiceError", "no upstream"));
        assertThat(envelope.requestId()).isNull();
    }

    @Test
    void success_may_lack_a_result() {
        assertThat(read("{\"ResponseMetadata\":{\"RequestId\":\"r-1\"}}")
                        .orElseThrow()
                        .result()
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void error_that_is_null_is_none() {
        assertThat(read("{\"ResponseMetadata\":{\"RequestId\":\"r-1\",\"Error\":null}}")
                        .orElseThrow()
                        .error())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>502</html>",
                "[]",
                "{}",
                "{\"ResponseMetadata\":{}}",
                "{\"ResponseMetadata\":\"r-1\"}",
                "{\"ResponseMetadata\":{\"RequestId\":\"r-1\",\"Error\":{}}}",
                "{\"ResponseMetadata\":{\"RequestId\":\"r-1\"},\"Result\":{\"OperationDetails\":["
            })
    void what_says_nothing_is_no_answer(String body) {
        assertThat(read(body)).isEmpty();
    }

    private static Optional<Envelope> read(String body) {
        return Envelope.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
