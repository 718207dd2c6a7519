package io.fleetstop.simulator;

import io.fleetstop.wire.Query;
import io.fleetstop.wire.aliyun.Acs3Signature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the vendor's clients do not send, but others may. */
class RawCallTest {
    private static final Map<String, String> STOP = Map.of("Action", "StopInstance", "InstanceId", "i-sim001");
    private static final long QUARTER_HOUR_SECONDS = 900;

    private RunningSimulator running;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void get_with_everything_in_the_query_answers_xml_by_default() throws Exception {
        var answer = SignedCall.get(running.endpoint(), SignedCall.v1("GET", STOP));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=utf-8");
        assertThat(answer.body())
                .matches("<\\?xml version='1.0' encoding='UTF-8'\\?>"
                        + "<StopInstanceResponse><RequestId>[0-9A-F-]{36}</RequestId></StopInstanceResponse>");
    }

    @Test
    void form_body_counts_as_parameters() throws Exception {
        var answer = SignedCall.postForm(running.endpoint(), SignedCall.v1("POST", STOP));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stopsTaken()).isEqualTo(1);
    }

    @Test
    void booleans_may_be_written_as_python_writes_them() throws Exception {
        var parameters = Map.of("Action", "StopInstance", "InstanceId", "i-sim001", "DryRun", "True", "Format", "JSON");

        var answer = SignedCall.get(running.endpoint(), SignedCall.v1("GET", parameters));

        assertThat(code(answer)).isEqualTo("DryRunOperation");
    }

    @Test
    void error_in_xml_has_the_vendors_shape_and_is_escaped() throws Exception {
        var parameters = Map.of("Action", "StopInstance", "InstanceId", "i-sim001", "StoppedMode", "<b>");

        var answer = SignedCall.get(running.endpoint(), SignedCall.v1("GET", parameters));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>")
                .contains("<HostId>ecs.cn-hangzhou.aliyuncs.com</HostId><Code>InvalidParameter</Code><Message>")
                .contains("&quot;StoppedMode&quot;")
                .contains("&amp;product=Ecs");
    }

    @Test
    void version_three_may_ask_for_xml() throws Exception {
        var request = SignedCall.v3(running.endpoint(), "StopInstance", Map.of("InstanceId", "i-sim001"))
                .header("Accept", "application/xml");

        assertThat(SignedCall.send(request).body()).contains("<StopInstanceResponse>");
    }

    @Test
    void host_need_not_be_signed() throws Exception {
        assertThat(SignedCall.stop(running.endpoint(), "i-sim001").statusCode()).isEqualTo(200);
    }

    @Test
    void parameters_with_blanks_and_stars_match_however_they_are_written() throws Exception {
        HttpRequest signed = SignedCall.v3(running.endpoint(), "StopInstance", Map.of("InstanceId", "i a*b~c"))
                .build();
        String otherSpelling = signed.uri().toString().replace("%20", "+").replace("%2A", "*");

        var answer = SignedCall.send(
                HttpRequest.newBuilder(signed, (name, value) -> true).uri(URI.create(otherSpelling)));

        assertThat(code(answer)).isEqualTo("InvalidInstanceId.NotFound");
    }

    @Test
    void replayed_nonce_is_refused_and_stops_nothing_more() throws Exception {
        SortedMap<String, String> call = SignedCall.v1("GET", withJson());
        SignedCall.get(running.endpoint(), call);

        var answer = SignedCall.get(running.endpoint(), call);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("SignatureNonceUsed");
        assertThat(running.simulator().fleet().find("i-sim001").orElseThrow().stopCalls())
                .isEqualTo(1);
    }

    @Test
    void call_signed_too_long_ago_is_refused() throws Exception {
        Instant tooOld = Instant.now().minusSeconds(QUARTER_HOUR_SECONDS + 2);

        var answer = SignedCall.get(running.endpoint(), SignedCall.v1("GET", tooOld, withJson()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("InvalidTimeStamp.Expired");
    }

    @Test
    void altered_query_is_refused() throws Exception {
        SortedMap<String, String> call = SignedCall.v1("GET", withJson());
        call.put("InstanceId", "i-sim002");

        var answer = SignedCall.get(running.endpoint(), call);

        assertThat(code(answer)).isEqualTo("SignatureDoesNotMatch");
        assertThat(running.simulator().fleet().find("i-sim002").orElseThrow().stopCalls())
                .isZero();
    }

    @Test
    void exchanged_body_is_refused() throws Exception {
        var request = SignedCall.v3(running.endpoint(), "StopInstance", Map.of("InstanceId", "i-sim001"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("ForceStop=true"));

        assertThat(code(SignedCall.send(request))).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void action_put_on_as_a_header_does_not_change_a_version_one_call() throws Exception {
        SortedMap<String, String> call = SignedCall.v1("POST", Map.of("Action", "NoSuchAction", "Format", "JSON"));
        var request = HttpRequest.newBuilder(URI.create("http://" + running.endpoint() + "/?" + Query.canonical(call)))
                .header("x-acs-action", "StopInstance")
                .POST(BodyPublishers.noBody());

        assertThat(code(SignedCall.send(request))).isEqualTo("InvalidAction.NotFound");
    }

    @Test
    void signature_that_leaves_the_action_out_is_incomplete() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + running.endpoint() + "/"))
                .header(
                        "Authorization",
                        Acs3Signature.ALGORITHM + " Credential=simulator,SignedHeaders=x-acs-date,Signature="
                                + Acs3Signature.EMPTY_BODY_HASH)
                .header("x-acs-action", "StopInstance")
                .header("x-acs-date", Instant.now().toString());

        assertThat(code(SignedCall.send(request))).isEqualTo("IncompleteSignature");
    }

    @Test
    void unsigned_call_is_told_what_is_missing() throws Exception {
        var answer = SignedCall.get(running.endpoint(), new TreeMap<>(withJson()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("MissingParameter");
    }

    @Test
    void unknown_action_and_wrong_version_are_refused() throws Exception {
        var unknown = Map.of("Action", "RebootEverything", "Format", "JSON");
        var wrong = Map.of("Action", "StopInstance", "Version", "2020-01-01", "Format", "JSON");

        var unknownAction = SignedCall.get(running.endpoint(), SignedCall.v1("GET", unknown));
        var wrongVersion = SignedCall.get(running.endpoint(), SignedCall.v1("GET", wrong));

        assertThat(unknownAction.statusCode()).isEqualTo(404);
        assertThat(code(unknownAction)).isEqualTo("InvalidAction.NotFound");
        assertThat(code(wrongVersion)).isEqualTo("InvalidVersion");
    }

    @Test
    void hundred_and_one_ids_are_refused() throws Exception {
        var ids = new JsonArray(
                IntStream.rangeClosed(1, 101).mapToObj("i-sim%03d"::formatted).toList());
        var parameters = Map.of("RegionId", "cn-hangzhou", "InstanceIds", ids.encode());

        var answer = SignedCall.send(SignedCall.v3(running.endpoint(), "DescribeInstances", parameters));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("InvalidParameter");
    }

    @Test
    void body_past_the_bound_is_refused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + running.endpoint() + "/"))
                .POST(BodyPublishers.ofByteArray(new byte[70_000]));

        assertThat(SignedCall.send(request).statusCode()).isEqualTo(413);
    }

    private static Map<String, String> withJson() {
        return Map.of("Action", "StopInstance", "InstanceId", "i-sim001", "Format", "JSON");
    }

    private int stopsTaken() {
        return running.simulator().fleet().find("i-sim001").orElseThrow().stopsTaken();
    }

    private static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("Code");
    }
}
