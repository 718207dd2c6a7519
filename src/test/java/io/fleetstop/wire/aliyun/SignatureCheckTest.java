package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Query;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SignatureCheckTest {
    private static final Instant SIGNED_AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String UNSIGNED =
            "AccessKeyId=AKID&Signature=x&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureNonce=n&Timestamp=";

    @Test
    void signature_made_by_the_vendors_client_names_its_signer() {
        SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                "AccessKeyId", "AKID",
                "Action", "StopInstance",
                "ForceStop", "false",
                "Format", "JSON",
                "InstanceId", "i-1",
                "RegionId", "cn-hangzhou",
                "SignatureMethod", "HMAC-SHA1",
                "SignatureNonce", "n1",
                "SignatureVersion", "1.0",
                "Timestamp", "2026-01-01T00:00:00Z"));
        parameters.putAll(Map.of("Version", "2014-05-26", "Signature", "DxTvdrHlgBYsRPKhuTi0L53vMYI="));

        assertThat(checkAt(SIGNED_AT).signerOf(call(Query.canonical(parameters))))
                .isEqualTo("AKID");
    }

    @ParameterizedTest
    @CsvSource({
        "-901, InvalidTimeStamp.Expired",
        "-900, SignatureDoesNotMatch",
        "900, SignatureDoesNotMatch",
        "901, InvalidTimeStamp.Expired"
    })
    void clock_may_be_off_by_a_quarter_of_an_hour_either_way(long seconds, String code) {
        assertThat(refusal(seconds, "2026-01-01T00:00:00Z")).isEqualTo(code);
    }

    @Test
    void time_that_is_none_is_refused() {
        assertThat(refusal(0, "yesterday")).isEqualTo("InvalidTimeStamp.Format");
    }

    @ParameterizedTest
    @CsvSource({"Action=a&Action=b", "Action=%zz", "=a&=b"})
    void parameters_that_can_be_read_in_two_ways_or_none_are_refused(String query) {
        var refusal = catchThrowableOfType(RpcRefusal.class, () -> call(query));

        assertThat(refusal.error().code()).isEqualTo("InvalidParameter");
    }

    @Test
    void claim_that_nobody_checks_must_have_form_time_and_a_new_nonce_all_the_same() {
        RpcCall call = call(UNSIGNED + "2026-01-01T00:00:00Z");
        SignatureCheck check = checkAt(SIGNED_AT);

        assertThat(check.claimantOf(call)).isEqualTo("AKID");
        assertThat(refusal(() -> check.claimantOf(call))).isEqualTo("SignatureNonceUsed");
        assertThat(refusal(
                        () -> checkAt(SIGNED_AT.plus(Duration.ofSeconds(901))).claimantOf(call)))
                .isEqualTo("InvalidTimeStamp.Expired");
        assertThat(refusal(() -> check.claimantOf(call("AccessKeyId=AKID")))).isEqualTo("MissingParameter");
    }

    private static String refusal(long secondsLater, String timestamp) {
        String query = UNSIGNED + timestamp;
        SignatureCheck check = checkAt(SIGNED_AT.plus(Duration.ofSeconds(secondsLater)));
        return refusal(() -> check.signerOf(call(query)));
    }

    private static String refusal(ThrowingCallable reading) {
        return catchThrowableOfType(RpcRefusal.class, reading).error().code();
    }

    private static SignatureCheck checkAt(Instant now) {
        return new SignatureCheck(
                id -> Optional.of("SECRET").filter(secret -> id.equals("AKID")),
                Clock.fixed(now, ZoneOffset.UTC),
                new NonceMemory(10));
    }

    private static RpcCall call(String query) {
        return RpcCall.read("POST", query, Map.of(), "".getBytes(StandardCharsets.UTF_8));
    }
}
