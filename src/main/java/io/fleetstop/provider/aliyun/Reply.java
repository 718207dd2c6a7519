package io.fleetstop.provider.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.provider.http.Exchange;
import io.fleetstop.wire.StrictJson;
import java.util.Optional;

/**
 * An answer's JSON, whatever its status. An answer with a {@code Code} is an error and only then: the vendor's success bodies have none.
 *
 * @param code null when it is no error
 * @param requestId the vendor's name for the call, null when missing
 */
record Reply(String code, String message, String requestId, JsonNode body) {

    private static final int LONGEST_CODE = 128;
    private static final int LONGEST_MESSAGE = 512;

    /** Empty when this is not an answer of the vendor's API: HTML of a gateway, a torn body. */
    static Optional<Reply> of(Exchange answered) {
        return StrictJson.read(answered.body().getBytes())
                .map(Reply::of)
                .filter(reply -> reply.code != null || reply.requestId != null);
    }

    /** What it says of one instance. The literal words for "taken" are codes here. */
    Reply verdict(JsonNode instance) {
        return of(instance, requestId);
    }

    private static Reply of(JsonNode body) {
        return of(body, StrictJson.text(body, "RequestId", LONGEST_CODE));
    }

    private static Reply of(JsonNode said, String requestId) {
        return new Reply(
                StrictJson.text(said, "Code", LONGEST_CODE),
                StrictJson.text(said, "Message", LONGEST_MESSAGE),
                requestId,
                said);
    }
}
