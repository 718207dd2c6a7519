package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every error that the vendor's pages list for StopInstance, as it comes over the wire. */
class StopCodesTest extends CloudTest {

    /** The fourteen rows of the page, in its order; then those that its later revision added. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | InvalidInstanceId.NotFound | The specified InstanceId does not exist. | REFUSED | InvalidInstance.NotFound
                    403 | IncorrectInstanceStatus | The current status of the resource does not support this operation. | CONFLICT | InvalidInstanceStatus
                    403 | InstanceLockedForSecurity | The specified operation is denied as your instance is locked for security reasons. | REFUSED | OperationDenied.ResourceLocked
                    403 | DiskError | IncorrectDiskStatus | BUSY | OperationDenied.ResourceLocked
                    500 | InternalError | The request processing has failed due to some unknown error. | UNKNOWN | InternalError
                    403 | InstanceType.ParameterMismatch | The input parameter ConfirmStop must be true when an instance have localstorage. | REFUSED | InstanceType.ParameterMismatch
                    403 | InstanceExpiredOrInArrears | The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode). | REFUSED | InstanceExpiredOrInArrears
                    403 | InvalidInstanceId.NotSupport | Classic network Instance does not support this operation. | REFUSED | InvalidStoppedMode.InstanceTypeMismatch
                    403 | InvalidInstanceId.NotSupport | Pre pay instance does not support this operation. | REFUSED | InvalidStoppedMode.ChargeTypeMismatch
                    403 | InvalidInstanceId.NotSupport | Local disk instance does not support this operation. | REFUSED | InvalidStoppedMode.InstanceTypeMismatch
                    403 | InvalidInstanceId.NotSupport | Spot instance does not support this operation. | REFUSED | InvalidStoppedMode.ChargeTypeMismatch
                    403 | IncorrectInstanceStatus | %s | CONFLICT | InvalidInstanceStatus
                    403 | InvalidParameter.KMSKeyId.KMSUnauthorized | ECS service have no right to access your KMS. | REFUSED | InvalidParameter.KMSKeyId.KMSUnauthorized
                    500 | InternalError | The request processing has failed due to some unknown error, exception or failure. | UNKNOWN | InternalError
                    400 | IncorrectDiskStatus | The status of a disk is wrong. | BUSY | OperationDenied.ResourceLocked
                    403 | OperationDenied.SystemInstanceNotSupport | m | REFUSED | OperationDenied.SystemInstanceNotSupport
                    403 | HibernationConfigured.InstanceOperationForbidden | m | REFUSED | HibernationConfigured.InstanceOperationForbidden
                    403 | HibernationConfigured.NotEnabled | m | REFUSED | HibernationConfigured.NotEnabled
                    403 | InvalidParameter.KMSKeyId.CMKUnauthorized | m | REFUSED | InvalidParameter.KMSKeyId.CMKUnauthorized
                    403 | InvalidParameter.KMSKeyId.CMKNotEnabled | m | REFUSED | InvalidParameter.KMSKeyId.CMKNotEnabled
                    400 | InvalidOperation.KMSKeyIdNotFound | m | REFUSED | InvalidOperation.KMSKeyIdNotFound
                    400 | InvalidOperation.KMSServiceNotOpen | m | REFUSED | InvalidOperation.KMSServiceNotOpen
                    400 | InvalidParameter.Encrypted.KmsNotEnable | m | REFUSED | InvalidParameter.Encrypted.KmsNotEnable
                    503 | LimitedOperation.ServiceUnavailable | m | UNKNOWN | InternalError
                    400 | Throttling | m | THROTTLED | FlowLimitExceeded
                    400 | Throttling.User | Request was denied due to user flow control. | THROTTLED | FlowLimitExceeded
                    400 | Throttling.Api | m | THROTTLED | FlowLimitExceeded
                    400 | Throttling.SomethingNew | m | THROTTLED | FlowLimitExceeded
                    400 | Rejected.Throttling | m | THROTTLED | FlowLimitExceeded
                    503 | ServiceUnavailable | m | THROTTLED | FlowLimitExceeded
                    404 | InvalidAccessKeyId.NotFound | m | DENIED | InvalidAccessKeyId.NotFound
                    400 | InvalidAccessKeyId.Inactive | m | DENIED | InvalidAccessKeyId.Inactive
                    400 | SignatureDoesNotMatch | m | DENIED | SignatureDoesNotMatch
                    400 | IncompleteSignature | m | DENIED | IncompleteSignature
                    403 | Forbidden.RAM | m | DENIED | Forbidden.RAM
                    403 | Forbidden | m | DENIED | Forbidden
                    400 | InvalidSecurityToken.Expired | m | DENIED | InvalidSecurityToken.Expired
                    403 | NoPermission | m | DENIED | NoPermission
                    400 | InvalidTimeStamp.Expired | m | DENIED | InvalidTimeStamp.Expired
                    400 | SignatureNonceUsed | m | UNKNOWN | InternalError
                    """)
    void each_code_has_its_meaning(int status, String code, String message, Kind kind, String fleetstopCode) {
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
        cloud.script(error(status, "InstanceExpiredOrInArrears", "in arrears"));
        assertThat(stop().kind()).isEqualTo(Kind.REFUSED);

        cloud.script(error(status, "Throttling.User", "slow down"));
        assertThat(stop().kind()).isEqualTo(Kind.THROTTLED);
    }

    @Test
    void a_translated_code_brings_the_text_that_belongs_to_it() {
        cloud.script(error(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist."));

        assertThat(stop().message()).isEqualTo("The specified instance does not exist.");
    }

    @Test
    void a_code_of_its_own_brings_its_own_text() {
        cloud.script(error(403, "InstanceExpiredOrInArrears", "in arrears"));

        assertThat(stop().message()).isEqualTo("in arrears");
    }

    @Test
    void not_support_in_unknown_words_stays_the_vendors() {
        cloud.script(error(403, "InvalidInstanceId.NotSupport", "Quantum instance is both on and off."));
        var answer = stop();

        assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
        assertThat(answer.code()).isEqualTo("InvalidInstanceId.NotSupport");
        assertThat(answer.message()).isEqualTo("Quantum instance is both on and off.");
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

    @Test
    void a_passed_check_is_an_error_that_is_good_news() {
        cloud.script(error(400, "DryRunOperation", "Request validation has been passed with DryRun flag set."));
        StopAnswer answer = check();

        assertThat(answer.kind()).isEqualTo(Kind.CHECK_PASSED);
        assertThat(answer.code()).isNull();
    }

    @Test
    void a_stop_that_is_answered_like_a_check_was_refused() {
        cloud.script(error(400, "DryRunOperation", "m"));

        assertThat(stop().kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void a_check_that_is_answered_like_a_stop_is_not_known() {
        assertThat(check().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void a_check_meets_the_same_errors() {
        cloud.script(error(404, "InvalidInstanceId.NotFound", "m"));

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
