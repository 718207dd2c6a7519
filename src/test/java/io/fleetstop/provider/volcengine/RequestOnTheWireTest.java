package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.provider.http.ScriptedCloud;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.SignatureCheck;
import io.fleetstop.wire.volcengine.Signer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a server sees of a call. */
class RequestOnTheWireTest extends CloudTest {

    @Test
    void a_stop_is_a_get_for_one_instance_with_a_token_of_its_own() {
        stop();

        var call = cloud.onlyCall();
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.path()).isEqualTo("/");
        assertThat(call.body()).isEmpty();
        assertThat(call.headers().get("accept")).isEqualTo("application/json");
        assertThat(call.headers().contains("accept-encoding")).isFalse();
        assertThat(parameters(call))
                .containsEntry("Action", "StopInstances")
                .containsEntry("Version", "2020-04-01")
                .containsEntry("InstanceIds.1", "i-1")
                .containsEntry("StoppedMode", "KeepCharging")
                .containsEntry("ForceStop", "false")
                .hasSize(6);
        assertThat(parameters(call).get("ClientToken")).matches("[!-~]{1,64}");
    }

    @Test
    void every_option_of_an_order_reaches_the_cloud() {
        answerOf(provider().stop(new StopOrder(List.of("i-2"), "StopCharging", true, true)));

        assertThat(parameters(cloud.onlyCall()))
                .containsEntry("InstanceIds.1", "i-2")
                .containsEntry("StoppedMode", "StopCharging")
                .containsEntry("ForceStop", "true");
    }

    @Test
    void a_check_is_a_dry_run_of_the_action_that_has_one() {
        answerOf(provider().check(new CheckOrder("i-2", "StopCharging", true, false)));

        assertThat(parameters(cloud.onlyCall()))
                .containsEntry("Action", "StopInstance")
                .containsEntry("InstanceId", "i-2")
                .containsEntry("DryRun", "true")
                .containsEntry("StoppedMode", "StopCharging")
                .containsEntry("ForceStop", "true")
                .hasSize(6);
    }

    @Test
    void only_a_check_is_a_dry_run() {
        stop();
        states("i-1");

        assertThat(cloud.calls()).hasSize(2).noneMatch(call -> call.query().contains("DryRun"));
    }

    @Test
    void an_answer_subscribed_twice_is_two_calls_with_two_tokens() {
        var stop = provider().stop(ORDER);
        answerOf(stop);
        answerOf(stop);

        assertThat(cloud.calls().stream()
                        .map(call -> parameters(call).get("ClientToken"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void the_signature_holds_for_what_came_over_the_wire() {
        answerOf(provider().stop(new StopOrder(List.of("i-1 *+/~é&x=1"), "KeepCharging", false, false)));

        assertThat(signerOf(cloud.onlyCall()))
                .extracting(Signer::accessKeyId, Signer::region)
                .containsExactly("AKID", "cn-beijing");
        assertThat(cloud.onlyCall().headers().get("authorization"))
                .contains("SignedHeaders=host;x-content-sha256;x-date,");
    }

    @Test
    void the_token_of_a_temporary_key_is_sent_and_signed() {
        answerOf(provider(cloud.address(), new AccessKey("AKID", "SECRET", "TOKEN"), LONG)
                .stop(ORDER));

        assertThat(cloud.onlyCall().headers().get("x-security-token")).isEqualTo("TOKEN");
        assertThat(cloud.onlyCall().headers().get("authorization")).contains("x-security-token");
        assertThat(signerOf(cloud.onlyCall()).accessKeyId()).isEqualTo("AKID");
    }

    @Test
    void a_hundred_ids_are_one_describe_call_that_asks_for_a_hundred() {
        cloud.script(ScriptedCloud.answer(200, success("{\"Instances\":[]}")));
        var ids = IntStream.range(0, 100).mapToObj(i -> "i-ybo349sxoncm9t" + i).toList();
        answerOf(provider().states(ids));

        var call = read(cloud.onlyCall());
        assertThat(call.action()).contains("DescribeInstances");
        assertThat(call.parameters().numbered("InstanceIds")).isEqualTo(ids);
        assertThat(call.parameters().values())
                .containsEntry("MaxResults", "100")
                .hasSize(103);
        assertThat(signerOf(cloud.onlyCall()).accessKeyId()).isEqualTo("AKID");
    }

    @Test
    void nothing_that_is_sent_or_told_holds_the_secret() {
        cloud.script(error(401, "SignatureDoesNotMatch", "m"));
        var answer = stop();

        assertThat(answer.toString()).doesNotContain("SECRET");
        assertThat(cloud.onlyCall().query() + cloud.onlyCall().headers()).doesNotContain("SECRET");
    }

    private static Signer signerOf(ScriptedCloud.Call call) {
        var check = new SignatureCheck(
                "ecs", id -> Optional.of(KEY.secret()).filter(secret -> id.equals(KEY.id())), Clock.systemUTC());
        return check.signerOf(read(call));
    }

    private static ApiCall read(ScriptedCloud.Call call) {
        Map<String, String> headers = new TreeMap<>();
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return ApiCall.read(call.method(), call.query(), headers, new byte[0]);
    }

    private static Map<String, String> parameters(ScriptedCloud.Call call) {
        return read(call).query().values();
    }
}
