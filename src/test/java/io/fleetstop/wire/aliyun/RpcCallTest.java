package io.fleetstop.wire.aliyun;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RpcCallTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain                        | DryRun=true
            application/json                  | {"DryRun":true}
            application/x-www-form-urlencoded | {"DryRun":true}
            """)
    void body_of_another_type_than_it_says_is_not_passed_over(String type, String body) {
        assertThat(catchThrowableOfType(RpcRefusal.class, () -> read(type, body))
                        .error()
                        .code())
                .isEqualTo("InvalidParameter");
    }

    @Test
    void form_is_read_and_an_empty_body_of_any_type_is_none() {
        assertThat(read(FORM, "DryRun=true").flag("DryRun")).isTrue();
        assertThat(read("application/octet-stream", "").flag("DryRun")).isFalse();
    }

    private static RpcCall read(String type, String body) {
        return RpcCall.read(
                "POST", "InstanceId=i-1", Map.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
    }
}
