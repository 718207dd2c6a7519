package io.fleetstop.wire.volcengine;

import io.fleetstop.testing.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiCallFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(ApiRefusal.class);
    private static final SignedRequests GOOD = SignedRequests.JSON_BODY;

    private final SignatureCheck check = new SignatureCheck(
            "ecs", key -> Optional.of("secret"), Clock.fixed(ApiDate.read(GOOD.date), ZoneOffset.UTC));

    @Test
    void query_and_form_are_read_or_refused() {
        FUZZ.texts(
                text -> {
                    ApiCall call = ApiCall.read("GET", text, Map.of(), new byte[0]);
                    call.parameters().numbered("InstanceIds");
                    call.parameters().flag("ForceStop");
                    ApiCall.read(
                                    "POST",
                                    null,
                                    Map.of("content-type", "application/x-www-form-urlencoded"),
                                    text.getBytes(StandardCharsets.UTF_8))
                            .parameters()
                            .numbered("InstanceIds");
                },
                "Action=StopInstances&Version=2020-04-01&InstanceIds.1=i-1&InstanceIds.2=i%202&ForceStop=true",
                "InstanceIds.1=a+b&ClientToken=%E2%82%AC&DryRun=False&x");
    }

    @Test
    void json_is_read_or_refused() {
        FUZZ.bytes(
                body -> ApiCall.read("POST", "Action=StopInstances", Map.of("content-type", "application/json"), body)
                        .parameters()
                        .numbered("InstanceIds"),
                "{\"InstanceIds\":[\"i-1\",\"i-2\"],\"ForceStop\":true,\"A\":{\"B\":[1,{\"C\":null}]}}".getBytes());
    }

    @Test
    void signature_is_judged_or_refused() {
        FUZZ.texts(
                header -> {
                    Map<String, String> headers = GOOD.headers();
                    headers.put("authorization", header);
                    check.claimantOf(GOOD.call(headers, GOOD.query, GOOD.body));
                },
                GOOD.headers().get("authorization"));
        FUZZ.texts(
                date -> {
                    Map<String, String> headers = GOOD.headers();
                    headers.put("x-date", date);
                    check.claimantOf(GOOD.call(headers, GOOD.query, GOOD.body));
                },
                GOOD.date);
    }
}
