package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Query;
import io.vertx.core.json.JsonObject;

/**
 * An answer before it is written as JSON or XML.
 *
 * @param code {@code OK} or the error's code
 * @param rootElement the outermost element when written as XML
 */
public record RpcAnswer(int httpStatus, String code, String rootElement, JsonObject tree) {

    /** @param fields what the action answers, besides the request's id */
    public static RpcAnswer success(String action, String requestId, JsonObject fields) {
        JsonObject tree = new JsonObject().put("RequestId", requestId);
        return new RpcAnswer(200, "OK", action + "Response", tree.mergeIn(fields));
    }

    /** @param hostId the name of the endpoint that answers */
    public static RpcAnswer error(RpcError error, String requestId, String hostId) {
        JsonObject tree = new JsonObject()
                .put("RequestId", requestId)
                .put("HostId", hostId)
                .put("Code", error.code())
                .put("Message", error.message())
                .put("Recommend", recommend(error, requestId));
        return new RpcAnswer(error.httpStatus(), error.code(), "Error", tree);
    }

    public String write(AnswerFormat format) {
        return format.write(rootElement, tree);
    }

    private static String recommend(RpcError error, String requestId) {
        return "https://api.aliyun.com/troubleshoot?q=" + Query.encode(error.code()) + "&product=Ecs&requestId="
                + requestId;
    }
}
