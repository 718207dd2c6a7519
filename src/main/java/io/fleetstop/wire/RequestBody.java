package io.fleetstop.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads the body of a request, which may come in chunks, but never more than a bound. */
public final class RequestBody {
    /** A hundred ids of the greatest length are some 15 KB in a form; what is larger is a mistake or an attack. */
    private static final int MOST_BYTES = 64 * 1024;

    private RequestBody() {}

    /** Fails with {@link TooLarge} past the bound, and when the connection breaks. */
    public static Future<Buffer> read(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.handler(chunk -> {
            if (body.length() + chunk.length() > MOST_BYTES) {
                whole.tryFail(new TooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    /** Says how much a body may have. */
    public static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("a body may have " + MOST_BYTES + " bytes at most");
        }
    }
}
