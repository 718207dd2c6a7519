package io.fleetstop.simulator.volcengine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What was answered to calls that carried a token. The vendor does not say how long it remembers; here it is the last 10,000 tokens. A
 * call is in process from its effect until its answer has gone, or cannot get to its caller any more. Safe for use by several threads.
 */
public final class ClientTokens {
    private static final int CAPACITY = 10_000;

    private record Key(String accessKeyId, String action, String token) {}

    private static final class Kept {
        private final Object asked;
        private final ApiOutcome outcome;
        private boolean inProcess = true;

        Kept(Object asked, ApiOutcome outcome) {
            this.asked = asked;
            this.outcome = outcome;
        }
    }

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
        return before == null ? first(key, new Kept(asked, call.get())) : again(before, asked);
    }

    private ApiOutcome first(Key key, Kept call) {
        kept.put(key, call);
        return call.outcome.whenGone(() -> finish(call));
    }

    private synchronized void finish(Kept call) {
        call.inProcess = false;
    }

    /** The vendor does not say which of the two refusals goes first. Waiting cures the second one only. */
    private static ApiOutcome again(Kept before, Object asked) {
        if (!before.asked.equals(asked)) {
            return ApiOutcome.refused(PageErrors.TOKEN_REUSED);
        }
        return before.inProcess ? ApiOutcome.refused(PageErrors.TOKEN_IN_PROCESS) : before.outcome.repeated();
    }
}
