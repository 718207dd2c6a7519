package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.ScriptedCloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every error that the vendor's pages list for StopInstances, as it comes over the wire. */
class StopCodesTest extends CloudTest {

    /** The twelve rows of the page's table of single requests in a batch, in its order. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            InvalidInstance.NotFound | The specified instance does not exist. | REFUSED
            MissingParameter.InstanceId | The required parameter InstanceId is not supplied. | REFUSED
            InvalidInstanceStatus | The status of the specified instance does not support this request. | CONFLICT
            InvalidStoppedMode.Conflict | The specified StoppedMode conflicts with instance status. | REFUSED
            InvalidStoppedMode.ChargeTypeMismatch | The specified StopCharging mismatch instance's ChargeType. | REFUSED
            InvalidStoppedMode.InstanceTypeMismatch | The specified StopCharging mismatch instance's InstanceType. | REFUSED
            OperationDenied.ResourceLocked | The specified operation is denied as your resource is locked for another operation. | BUSY
            OperationDenied.ResourceCreatedByOtherService | The specified operation is denied as your resource is created by other service. You can check system tags to find the service. | REFUSED
            OperationDenied.InstanceIsCreatingImage | The specified operation is denied as your instance is creating image. | BUSY
            FlowLimitExceeded | You've reach the limit on request rate of resources. | THROTTLED
            Insufficient.InstanceCapacity | There is not enough capacity to fulfill your request. | REFUSED
            InternalError | An internal error has occurred. | UNKNOWN
            """)
    void each_verdict_of_the_page_has_its_meaning_and_stays_in_its_words(String code, String message, Kind kind) {
        cloud.script(ScriptedCloud.answer(200, details(verdict(code, message))));
        var answer = stop();

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.providerCode()).isEqualTo(code);
        assertThat(answer.providerMessage()).isEqualTo(message);
        assertThat(answer.providerRequestId()).isEqualTo("r-1");
    }

    /** The seven rows of the page's table of whole requests, in its order; then the gateway's, by number. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | InvalidCount.Malformed | The specified count is malformed. | REFUSED | InvalidCount.Malformed
            400 | InvalidStoppedMode.Malformed | The specified StoppedMode is malformed. | REFUSED | InvalidStoppedMode.Malformed
            400 | InvalidArgument | The specified argument is invalid. | REFUSED | InvalidArgument
            400 | IdempotentParameterMismatch | The request uses the same client token as a previous, but non-identical request. | UNKNOWN | InternalError
            400 | InvalidClientToken.Malformed | The specified ClientToken is malformed. | REFUSED | InvalidClientToken.Malformed
            412 | IdempotentProcessing | The request uses the same client token as a previous one that is still in process. | UNKNOWN | InternalError
            500 | InternalError | An internal error has occurred. | UNKNOWN | InternalError
            400 | MissingParameter | m | REFUSED | MissingParameter
            401 | MissingAuthenticationToken | m | DENIED | MissingAuthenticationToken
            400 | MissingRequestInfo | m | DENIED | MissingRequestInfo
            401 | MissingSignature | m | DENIED | MissingSignature
            400 | InvalidTimestamp | m | DENIED | InvalidTimestamp
            404 | ServiceNotFound | m | DENIED | ServiceNotFound
            404 | InvalidActionOrVersion | m | DENIED | InvalidActionOrVersion
            401 | InvalidAccessKey | m | DENIED | InvalidAccessKey
            401 | SignatureDoesNotMatch | m | DENIED | SignatureDoesNotMatch
            403 | LackPolicy | m | DENIED | LackPolicy
            403 | AccessDenied | m | DENIED | AccessDenied
            502 | FailToConnect | m | UNKNOWN | InternalError
            504 | InternalServiceTimeout | m | UNKNOWN | InternalError
            502 | InternalServiceError | m | UNKNOWN | InternalError
            503 | ServiceUnavailableTemp | m | UNKNOWN | InternalError
            429 | FlowLimitExceeded | m | THROTTLED | FlowLimitExceeded
            429 | AccountFlowLimitExceeded | m | THROTTLED | FlowLimitExceeded
            401 | InvalidAuthorization | m | DENIED | InvalidAuthorization
            400 | InvalidCredential | m | DENIED | InvalidCredential
            401 | InvalidSecretToken | m | DENIED | InvalidSecretToken
            """)
    void each_error_of_a_whole_call_has_its_meaning(
            int status, String code, String message, Kind kind, String fleetstopCode) {
        cloud.script(error(status, code, message));
        var answer = stop();

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.code()).isEqualTo(fleetstopCode);
        assertThat(answer.providerCode()).isEqualTo(code);
        assertThat(answer.providerMessage()).isEqualTo(message);
        assertThat(answer.providerRequestId()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 429, 500, 503})
    void the_code_decides_whatever_the_status(int status) {
        for (String throttle :
                new String[] {"FlowLimitExceeded", "AccountFlowLimitExceeded", "UserFlowLimitExceeded.New"}) {
            cloud.script(error(status, throttle, "slow down"));
            assertThat(stop().kind()).isEqualTo(Kind.THROTTLED);
            assertThat(check().kind()).isEqualTo(Kind.THROTTLED);
        }
        cloud.script(error(status, "AccessDenied", "no"));
        assertThat(stop().kind()).isEqualTo(Kind.DENIED);
    }

    @Test
    void failure_before_the_gateway_is_read_in_its_own_shape() {
        cloud.script(ScriptedCloud.answer(
                429, "{\"HTTPCode\":429,\"errorcode\":\"FlowLimitExceeded\",\"message\":\"slow down\"}"));

        assertThat(stop().kind()).isEqualTo(Kind.THROTTLED);
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED",
        "403,REFUSED",
        "409,REFUSED",
        "429,THROTTLED",
        "200,UNKNOWN",
        "500,UNKNOWN",
        "502,UNKNOWN"
    })
    void an_unlisted_code_is_final_only_where_the_request_is_blamed(int status, Kind kind) {
        cloud.script(error(status, "Never.Seen", "m"));

        assertThat(stop().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"OperationDenied.SomethingNew,REFUSED", "InvalidInstance.New,REFUSED", "Never.Seen,UNKNOWN"})
    void an_unlisted_verdict_goes_by_its_family(String code, Kind kind) {
        cloud.script(ScriptedCloud.answer(200, details(verdict(code, "m"))));

        assertThat(stop().kind()).isEqualTo(kind);
        assertThat(stop().providerCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 412})
    void a_passed_check_is_an_error_that_is_good_news(int status) {
        cloud.script(error(status, "DryRunOperation", "passed"));
        StopAnswer answer = check();

        assertThat(answer.kind()).isEqualTo(Kind.CHECK_PASSED);
        assertThat(answer.code()).isNull();
    }

    @Test
    void a_check_that_is_simply_taken_has_passed() {
        cloud.script(ScriptedCloud.answer(200, success("{}")));

        assertThat(check().kind()).isEqualTo(Kind.CHECK_PASSED);
    }

    @Test
    void a_stop_that_is_answered_like_a_check_was_refused() {
        cloud.script(error(400, "DryRunOperation", "m"));

        assertThat(stop().kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void a_check_meets_the_same_errors() {
        cloud.script(error(404, "InvalidInstance.NotFound", "m"));

        assertThat(check().kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void long_texts_of_the_cloud_are_cut_and_freed_of_control_characters() {
        cloud.script(error(403, "C".repeat(1000), "a\\u0000b\\r\\nc" + "x".repeat(10_000)));
        var answer = stop();

        assertThat(answer.providerCode()).hasSize(128);
        assertThat(answer.providerMessage()).hasSize(512).startsWith("a b  cx");
    }
}
