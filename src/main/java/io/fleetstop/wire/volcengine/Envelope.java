package io.fleetstop.wire.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.wire.StrictJson;
import java.util.Optional;

/**
 * What an answer says, read without a look at its HTTP status: rate limits have come as errors on a 200.
 *
 * @param requestId the vendor's name for the call, null when missing
 * @param error null when the call was taken
 * @param result what the action answered; a missing node where there is nothing, which is legal
 */
public record Envelope(String requestId, Fault error, JsonNode result) {

    private static final int LONGEST_CODE = 128;
    private static final int LONGEST_MESSAGE = 512;

    /** An error in the vendor's words, of the whole call or of one instance in it. */
    public record Fault(String code, String message) {

        /** @return null where there is no error; empty texts in an error say nothing and leave its code null */
        public static Fault of(JsonNode error) {
            return error.isMissingNode() || error.isNull()
                    ? null
                    : new Fault(
                            StrictJson.text(error, "Code", LONGEST_CODE),
                            StrictJson.text(error, "Message", LONGEST_MESSAGE));
        }
    }

    /** Empty when this is not an answer of the vendor's: HTML of a proxy, a torn body. */
    public static Optional<Envelope> read(byte[] body) {
        return StrictJson.read(body).flatMap(Envelope::of);
    }

    private static Optional<Envelope> of(JsonNode body) {
        JsonNode metadata = body.path("ResponseMetadata");
        if (!metadata.isObject()) {
            return beforeTheGateway(body);
        }
        Fault error = Fault.of(metadata.path("Error"));
        String requestId = StrictJson.text(metadata, "RequestId", LONGEST_CODE);
        boolean says = error == null ? requestId != null : error.code() != null;
        return says ? Optional.of(new Envelope(requestId, error, body.path("Result"))) : Optional.empty();
    }

    /** What stands before the gateway fails in a shape of its own; the vendor's Go client knows it. */
    private static Optional<Envelope> beforeTheGateway(JsonNode body) {
        return Optional.ofNullable(StrictJson.text(body, "errorcode", LONGEST_CODE))
                .map(code -> new Fault(code, StrictJson.text(body, "message", LONGEST_MESSAGE)))
                .map(error -> new Envelope(null, error, body.path("Result")));
    }
}
