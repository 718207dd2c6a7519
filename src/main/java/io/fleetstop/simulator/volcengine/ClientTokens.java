package io.fleetstop.simulator.volcengine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What was answered to calls that carried a token. The vendor does not say how long it remembers; here it is the last 10,000 tokens. No
 * call is ever seen half done, so {@code IdempotentProcessing} does not occur. Safe for use by several threads.
 */
public final class ClientTokens {
    private static final int CAPACITY = 10_000;

    private record Key(String accessKeyId, String action, String token) {}

    private record Kept(Object asked, ApiOutcome outcome) {}

    private final Map<Key, Kept> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > CAPACITY;
        }
    };

    public synchronized void clear() {
        kept.clear();
    }

    /** Runs a call, or repeats the answer of the one before it that had the same token and asked for the same, in whatever order. */
    synchronized ApiOutcome once(
            String accessKeyId, String action, StopOptions options, List<String> ids, Supplier<ApiOutcome> call) {
        if (options.clientToken().isEmpty()) {
            return call.get();
        }
        Key key = new Key(accessKeyId, action, options.clientToken().get());
        Object asked = List.of(options, new TreeSet<>(ids));
        Kept before = kept.get(key);
        if (before != null) {
            return before.asked().equals(asked)
                    ? before.outcome().repeated()
                    : ApiOutcome.refused(PageErrors.TOKEN_REUSED);
        }
        ApiOutcome outcome = call.get();
        kept.put(key, new Kept(asked, outcome));
        return outcome;
    }
}
