package io.fleetstop.dispatch;

import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.Start;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.StopOrder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cloud that answers as the test says, after a latency in the test's own time. A call nobody scripted breaks the test. */
final class ScriptedProvider implements Provider {
    static final Duration LATENCY = Duration.ofMillis(50);

    final List<String> calls = new ArrayList<>();
    final Map<String, State> states = new HashMap<>();
    final Map<String, Start> starts = new HashMap<>();
    private final Map<String, Deque<Kind>> script = new HashMap<>();
    private final VirtualLoop loop;
    private Kind otherwise;
    boolean readsFail;
    int inFlight;
    int mostInFlight;

    ScriptedProvider(VirtualLoop loop) {
        this.loop = loop;
    }

    ScriptedProvider answers(String instanceId, Kind... kinds) {
        script.put(instanceId, new ArrayDeque<>(Arrays.asList(kinds)));
        return this;
    }

    ScriptedProvider otherwise(Kind kind) {
        otherwise = kind;
        return this;
    }

    @Override
    public Uni<StopAnswers> stop(StopOrder order) {
        return call(order.force() ? "force " : "stop ", order);
    }

    @Override
    public boolean stopsMany(boolean confirm) {
        return !confirm;
    }

    @Override
    public Uni<StopAnswer> check(CheckOrder order) {
        return call("check ", order).map(answers -> answers.of(order.instanceId()));
    }

    @Override
    public Uni<StatesAnswer> states(List<String> instanceIds) {
        calls.add("read " + String.join(",", instanceIds));
        if (readsFail) {
            return later(StatesAnswer.failed());
        }
        Map<String, Seen> listed = new HashMap<>();
        states.forEach((id, state) -> listed.put(id, new Seen(state, starts.get(id))));
        listed.keySet().retainAll(instanceIds);
        return later(new StatesAnswer(StatesAnswer.Kind.READ, listed, Duration.ZERO, null));
    }

    private Uni<StopAnswers> call(String verb, Order order) {
        calls.add(verb + String.join(",", order.instanceIds()));
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return later(answers(order.instanceIds())).invoke(() -> inFlight--);
    }

    /** Scripted for {@code *} it is the answer to a whole call for several. */
    private StopAnswers answers(List<String> ids) {
        Deque<Kind> whole = script.get("*");
        if (ids.size() > 1 && whole != null && !whole.isEmpty()) {
            return StopAnswers.ofAll(ids, answer(whole.poll()));
        }
        Map<String, StopAnswer> each = new HashMap<>();
        ids.forEach(id -> each.put(id, answer(kind(id))));
        return new StopAnswers(each);
    }

    private Kind kind(String id) {
        Deque<Kind> scripted = script.get(id);
        Kind kind = scripted == null || scripted.isEmpty() ? otherwise : scripted.poll();
        if (kind == null) {
            throw new AssertionError("nobody scripted a call for " + id);
        }
        return kind;
    }

    private <T> Uni<T> later(T answer) {
        return Uni.createFrom().emitter(emitter -> loop.after(LATENCY, () -> emitter.complete(answer)));
    }

    private static StopAnswer answer(Kind kind) {
        boolean good = kind == Kind.ACCEPTED || kind == Kind.CHECK_PASSED;
        String code = good ? null : "Code." + kind;
        return new StopAnswer(kind, code, good ? null : "message", code, null, Duration.ZERO, "request");
    }
}
