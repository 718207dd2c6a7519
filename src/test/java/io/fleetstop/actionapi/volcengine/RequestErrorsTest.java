package io.fleetstop.actionapi.volcengine;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.wire.volcengine.ApiError;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "FLOW_LIMIT_EXCEEDED, 429, 100018, FlowLimitExceeded",
        "INTERNAL_ERROR,      500, 100014, InternalError",
        "SERVICE_UNAVAILABLE, 503, 0,      ServiceUnavailable",
        "REQUEST_TOO_LARGE,   413, 0,      RequestTooLarge",
        "NOT_FOUND,           404, 0,      NotFound",
        "TOKEN_IN_PROCESS,    412, 0,      IdempotentProcessing"
    })
    void refusal_has_the_contracts_code_and_the_gateways_number(Code code, int status, int number, String word) {
        ApiError error = RequestErrors.of(Refusal.of(code, "why"));

        assertThat(error.httpStatus()).isEqualTo(status);
        assertThat(error.codeN()).isEqualTo(number);
        assertThat(error.code()).isEqualTo(word);
    }

    @Test
    void outage_of_the_database_is_worth_another_try_and_a_defect_tells_nothing() {
        assertThat(RequestErrors.of(new ConnectException("no"), "r").code()).isEqualTo("ServiceUnavailable");
        assertThat(RequestErrors.of(new IllegalStateException("inside"), "r"))
                .isEqualTo(new ApiError(500, 100014, "InternalError", "An internal error has occurred."));
    }
}
