package io.fleetstop.provider.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Answers that came over no wire. */
public final class AnsweredForTests {
    private AnsweredForTests() {}

    public static Exchange with(int status, byte[] body) {
        return Exchange.answered(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body));
    }

    /** @param namesAndValues in turn */
    public static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }
}
