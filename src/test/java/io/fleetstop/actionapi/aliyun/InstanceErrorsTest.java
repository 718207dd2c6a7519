package io.fleetstop.actionapi.aliyun;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.StopJob;
import io.fleetstop.wire.aliyun.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "InvalidInstance.NotFound,       InvalidInstanceId.NotFound, 404, InvalidInstanceId.NotFound",
        "InternalError,                  InternalError,              500, InternalError",
        "FlowLimitExceeded,              Throttling.User,            400, Throttling.User",
        "Something.New,                  Something.New,              403, Something.New",
        "InvalidInstanceStatus,          IncorrectInstanceStatus,    403, IncorrectInstanceStatus"
    })
    void vendors_own_words_come_back(String code, String providerCode, int status, String told) {
        RpcError error = error("aliyun", code, providerCode);

        assertThat(error).isEqualTo(new RpcError(status, told, "the vendor's text"));
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidInstanceStatus, InternalError,  403, IncorrectInstanceStatus",
        "OutcomeUnknown,        InternalError,  500, InternalError",
        "RestartedSince,        Throttling,     403, IncorrectInstanceStatus",
        "Cancelled,             Throttling,     403, Cancelled",
        "AccessDenied,          Throttling,     403, Forbidden.RAM",
        "Protected.databases,   Throttling,     403, OperationDenied"
    })
    void what_an_earlier_call_met_is_not_taken_for_the_outcome(
            String code, String providerCode, int status, String told) {
        RpcError error = error("aliyun", code, providerCode);

        assertThat(error).isEqualTo(new RpcError(status, told, "our text"));
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidInstance.NotFound,               404, InvalidInstanceId.NotFound",
        "OperationDenied.ResourceLocked,         403, IncorrectInstanceStatus",
        "InvalidStoppedMode.ChargeTypeMismatch,  403, InvalidInstanceId.NotSupport",
        "FlowLimitExceeded,                      400, Throttling.User",
        "AccessDenied,                           403, Forbidden.RAM",
        "Protected.databases,                    403, OperationDenied",
        "InternalError,                          500, InternalError"
    })
    void another_clouds_words_become_the_nearest_row(String code, int status, String told) {
        assertThat(error("volcengine", code, code)).isEqualTo(new RpcError(status, told, "our text"));
    }

    @Test
    void fault_without_the_vendors_words_is_told_in_ours() {
        assertThat(error("aliyun", "DeadlineExceeded", null))
                .isEqualTo(new RpcError(403, "DeadlineExceeded", "our text"));
    }

    private static RpcError error(String provider, String code, String providerCode) {
        var fault = new StopJob.Fault(code, "our text", providerCode, "the vendor's text");
        var operation = new StopJob.Operation("i-1", OperationState.Failed, false, 1, fault, null, null);
        var job = new StopJob(
                null, null, null, null, provider, null, null, null, null, null, null, null, null, null, null, 1, null,
                null);
        return InstanceErrors.of(job, operation);
    }
}
