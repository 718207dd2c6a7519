package io.fleetstop.wire.volcengine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Requests whose signatures the vendor's own clients made, or a formula that made theirs again; key AKID, secret SECRET. */
enum SignedRequests {
    DATE_ALONE(
            "GET",
            "Action=StopInstances&ClientToken=tok%201&ForceStop=false&InstanceIds.1=i-1&InstanceIds.2=i-2&Version=2020-04-01",
            "20260101T000000Z",
            Map.of(),
            "x-date",
            "4f4b8073b37837602cece9fcb81db896dc216474bcad8df17e8ca0647f71ebb9",
            ""),
    FOUR_HEADERS(
            "GET",
            "Action=StopInstances&ClientToken=tok%201&ForceStop=false&InstanceIds.1=i-1&InstanceIds.2=i-2&Version=2020-04-01",
            "20260101T000000Z",
            Map.of(
                    "host", "127.0.0.1:8080",
                    "content-type", "application/x-www-form-urlencoded; charset=utf-8",
                    "x-content-sha256", ApiSignature.EMPTY_BODY_HASH),
            "content-type;host;x-content-sha256;x-date",
            "870d0af09e83eeaebd0dd28b3af8bb351c12f83bf757ded4805ab25405ae3fdb",
            ""),
    ID_WITH_A_SPACE(
            "GET",
            "Action=StopInstances&ClientToken=t&InstanceIds.1=i-a+b&InstanceIds.2=i-2&Version=2020-04-01",
            "20261122T061427Z",
            Map.of(),
            "x-date",
            "f21efb91184c5b247e29a162aa870d56673e2cdb877f597690f7cb8da0e44b74",
            ""),
    JSON_BODY(
            "POST",
            "Action=StopInstances&Version=2020-04-01",
            "20261122T060744Z",
            Map.of("content-type", "application/json; charset=utf-8"),
            "x-date",
            "685217947a713297c37703021cf29300262afd3c718615ab18395c9d912f0548",
            "{\"InstanceIds\":[\"i-1\",\"i-2\"]}");

    final String method;
    final String query;
    final String date;
    final String signature;
    final String body;
    private final Map<String, String> headers;

    SignedRequests(
            String method,
            String query,
            String date,
            Map<String, String> moreHeaders,
            String signed,
            String signature,
            String body) {
        this.method = method;
        this.query = query;
        this.date = date;
        this.signature = signature;
        this.body = body;
        this.headers = new TreeMap<>(moreHeaders);
        headers.put("x-date", date);
        headers.put(
                "authorization",
                "HMAC-SHA256 Credential=AKID/" + date.substring(0, 8) + "/cn-beijing/ecs/request, SignedHeaders="
                        + signed + ", Signature=" + signature);
    }

    /** A copy, to be tampered with. */
    Map<String, String> headers() {
        return new TreeMap<>(headers);
    }

    ApiCall call() {
        return call(headers(), query, body);
    }

    ApiCall call(Map<String, String> otherHeaders, String otherQuery, String otherBody) {
        return ApiCall.read(method, otherQuery, otherHeaders, otherBody.getBytes(StandardCharsets.UTF_8));
    }
}
