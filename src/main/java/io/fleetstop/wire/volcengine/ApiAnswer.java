package io.fleetstop.wire.volcengine;

import io.vertx.core.json.JsonObject;

/**
 * An answer in the envelope that every product of the vendor has.
 *
 * @param code {@code OK} or the error's code
 */
public record ApiAnswer(int httpStatus, String code, JsonObject tree) {

    /** The only type that the vendor's Java client takes. */
    public static final String CONTENT_TYPE = "application/json";

    /** What the envelope tells of the call it answers. Region and action are empty where the call was not understood. */
    public record Metadata(String requestId, String action, String version, String service, String region) {

        private JsonObject tree() {
            return new JsonObject()
                    .put("RequestId", requestId)
                    .put("Action", action)
                    .put("Version", version)
                    .put("Service", service)
                    .put("Region", region);
        }
    }

    public static ApiAnswer success(Metadata metadata, JsonObject result) {
        JsonObject tree =
                new JsonObject().put("ResponseMetadata", metadata.tree()).put("Result", result);
        return new ApiAnswer(200, "OK", tree);
    }

    public static ApiAnswer error(Metadata metadata, ApiError error) {
        JsonObject told = error.codeN() == 0 ? new JsonObject() : new JsonObject().put("CodeN", error.codeN());
        told.put("Code", error.code()).put("Message", error.message());
        JsonObject tree =
                new JsonObject().put("ResponseMetadata", metadata.tree().put("Error", told));
        return new ApiAnswer(error.httpStatus(), error.code(), tree);
    }

    public String write() {
        return tree.encode();
    }
}
