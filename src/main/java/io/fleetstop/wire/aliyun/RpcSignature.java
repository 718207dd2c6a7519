package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Digests;
import io.fleetstop.wire.Query;
import java.util.Base64;
import java.util.SortedMap;

/**
 * Alibaba Cloud's signature version 1, HMAC-SHA1 over all parameters; old clients still send it.
 *
 * @param method upper-case HTTP method: POST and GET sign differently
 * @param parameters every parameter of query and form, decoded, without {@code Signature} itself
 */
public record RpcSignature(String method, SortedMap<String, String> parameters) {

    public String signature(String accessKeySecret) {
        String stringToSign = method + "&%2F&" + Query.encode(Query.canonical(parameters));
        return Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA1", accessKeySecret + "&", stringToSign));
    }
}
