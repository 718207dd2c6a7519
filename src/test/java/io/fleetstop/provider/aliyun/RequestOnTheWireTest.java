package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.provider.http.Endpoint;
import io.fleetstop.provider.http.ScriptedCloud;
import io.fleetstop.wire.Digests;
import io.fleetstop.wire.aliyun.Acs3Signature;
import io.vertx.core.json.JsonArray;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What a server sees of a call. */
class RequestOnTheWireTest extends CloudTest {

    private static final String DESCRIBED = """
            {"RequestId":"r-1","TotalCount":0,"NextToken":"","Instances":{"Instance":[]}}""";

    @Test
    void a_stop_is_a_post_with_its_parameters_in_the_query_and_no_body() {
        stop();

        var call = cloud.onlyCall();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/");
        assertThat(call.body()).isEmpty();
        assertThat(call.headers().get("x-acs-action")).isEqualTo("StopInstance");
        assertThat(call.headers().get("x-acs-version")).isEqualTo("2014-05-26");
        assertThat(call.headers().get("accept")).isEqualTo("application/json");
        assertThat(call.headers().contains("accept-encoding")).isFalse();
        assertThat(parameters(call))
                .containsEntry("InstanceId", "i-1")
                .containsEntry("RegionId", "cn-hangzhou")
                .containsEntry("StoppedMode", "KeepCharging")
                .containsEntry("ForceStop", "false")
                .containsEntry("ConfirmStop", "false")
                .hasSize(5);
    }

    @Test
    void every_option_of_an_order_reaches_the_cloud() {
        answerOf(provider().stop(new StopOrder(List.of("i-2"), "StopCharging", true, true)));

        assertThat(parameters(cloud.onlyCall()))
                .containsEntry("InstanceId", "i-2")
                .containsEntry("StoppedMode", "StopCharging")
                .containsEntry("ForceStop", "true")
                .containsEntry("ConfirmStop", "true");
    }

    @Test
    void only_a_check_is_a_dry_run() {
        var provider = provider();
        answerOf(provider.stop(ORDER));
        answerOf(provider.check(CHECK));
        cloud.script(ScriptedCloud.answer(200, DESCRIBED));
        answerOf(provider.states(List.of("i-1")));

        assertThat(cloud.calls().stream().map(call -> parameters(call).get("DryRun")))
                .containsExactly(null, "true", null);
    }

    @Test
    void the_signature_holds_for_what_came_over_the_wire() {
        answerOf(provider().stop(new StopOrder(List.of("i-1 *+/~é&x=1"), "KeepCharging", false, false)));

        assertThat(signedNames(cloud.onlyCall()))
                .containsExactly(
                        "host",
                        "x-acs-action",
                        "x-acs-content-sha256",
                        "x-acs-date",
                        "x-acs-signature-nonce",
                        "x-acs-version");
        assertSigned(cloud.onlyCall());
    }

    @Test
    void the_token_of_a_temporary_key_is_sent_and_signed() {
        answerOf(provider(cloud.address(), new AccessKey("AKID", "SECRET", "TOKEN"), LONG, 1)
                .stop(ORDER));

        assertThat(cloud.onlyCall().headers().get("x-acs-security-token")).isEqualTo("TOKEN");
        assertThat(signedNames(cloud.onlyCall())).contains("x-acs-security-token");
        assertSigned(cloud.onlyCall());
    }

    @Test
    void host_carries_the_port_once() {
        stop();

        assertThat(cloud.onlyCall().headers().getAll("host")).containsExactly("127.0.0.1:" + cloud.port());
    }

    @Test
    void the_default_port_is_left_out_of_host() {
        assertThat(new Endpoint("ecs.cn-hangzhou.aliyuncs.com", 443, true).authority())
                .isEqualTo("ecs.cn-hangzhou.aliyuncs.com");
    }

    @Test
    void no_two_calls_share_a_nonce() {
        var provider = provider();
        IntStream.range(0, 20).forEach(i -> answerOf(provider.stop(ORDER)));

        assertThat(cloud.calls().stream()
                        .map(call -> call.headers().get("x-acs-signature-nonce"))
                        .distinct())
                .hasSize(20);
    }

    @Test
    void an_answer_subscribed_twice_is_two_calls_with_two_nonces() {
        var stop = provider().stop(ORDER);
        answerOf(stop);
        answerOf(stop);

        assertThat(cloud.calls().stream()
                        .map(call -> call.headers().get("x-acs-signature-nonce"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void the_date_is_now_in_whole_seconds() {
        stop();

        String date = cloud.onlyCall().headers().get("x-acs-date");
        assertThat(date).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(Duration.between(Instant.parse(date), Instant.now()).toSeconds())
                .isCloseTo(0, within(5L));
    }

    @Test
    void a_hundred_ids_are_one_describe_call() {
        cloud.script(ScriptedCloud.answer(200, DESCRIBED));
        var ids = IntStream.range(0, 100).mapToObj(i -> "i-bp67acfmxazb4ph" + i).toList();
        answerOf(provider().states(ids));

        var parameters = parameters(cloud.onlyCall());
        assertThat(cloud.onlyCall().headers().get("x-acs-action")).isEqualTo("DescribeInstances");
        assertThat(new JsonArray(parameters.get("InstanceIds"))).isEqualTo(new JsonArray(ids));
        assertThat(parameters).containsEntry("MaxResults", "100").containsEntry("RegionId", "cn-hangzhou");
        assertSigned(cloud.onlyCall());
    }

    private static void assertSigned(ScriptedCloud.Call call) {
        SortedMap<String, String> headers = new TreeMap<>();
        signedNames(call).forEach(name -> headers.put(name, call.headers().get(name)));
        String bodyHash = call.headers().get("x-acs-content-sha256");
        String expected = new Acs3Signature("POST", parameters(call), headers, bodyHash).signature(KEY.secret());
        assertThat(field(call, "Signature")).isEqualTo(expected).hasSize(64);
        assertThat(field(call, "Credential")).isEqualTo(KEY.id());
        assertThat(bodyHash).isEqualTo(Digests.sha256Hex(new byte[0]));
        assertThat(HexFormat.of().parseHex(expected)).hasSize(32);
    }

    private static List<String> signedNames(ScriptedCloud.Call call) {
        return List.of(field(call, "SignedHeaders").split(";"));
    }

    private static String field(ScriptedCloud.Call call, String name) {
        return Stream.of(call.headers()
                        .get("authorization")
                        .substring(Acs3Signature.ALGORITHM.length() + 1)
                        .split(","))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static SortedMap<String, String> parameters(ScriptedCloud.Call call) {
        return Stream.of(call.query().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (one, other) -> {
                            throw new AssertionError("sent twice");
                        },
                        TreeMap::new));
    }
}
