package io.fleetstop.provider.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * How one request fared on the wire. The line between {@link Kind#NOT_SENT} and {@link Kind#NO_ANSWER} is what keeps a stop from being
 * sent twice: in doubt it is the latter.
 *
 * @param reason for the log: what broke, null when an answer came
 */
public record Exchange(Kind kind, int status, MultiMap headers, Buffer body, String reason) {

    public enum Kind {
        /** Status, headers and the whole body are here; whether they make sense is another question. */
        ANSWERED,
        /** Not a byte of the request left. */
        NOT_SENT,
        /** The request may have arrived, and what became of it is not known. */
        NO_ANSWER
    }

    static Exchange answered(int status, MultiMap headers, Buffer body) {
        return new Exchange(Kind.ANSWERED, status, headers, body, null);
    }

    static Exchange notSent(String reason) {
        return new Exchange(Kind.NOT_SENT, 0, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), reason);
    }

    static Exchange noAnswer(String reason) {
        return new Exchange(Kind.NO_ANSWER, 0, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), reason);
    }
}
