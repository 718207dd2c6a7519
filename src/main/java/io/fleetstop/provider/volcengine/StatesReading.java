package io.fleetstop.provider.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StatesAnswer.Kind;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.http.Exchange;
import io.fleetstop.wire.volcengine.Envelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an exchange says about the states of instances. This cloud does not tell when one was last started. */
final class StatesReading {
    private StatesReading() {}

    /** @param asked ids of the call; the answer holds no others */
    static StatesAnswer read(Exchange exchange, List<String> asked) {
        return switch (exchange.kind()) {
            case NOT_SENT, NO_ANSWER -> refused(Kind.FAILED, exchange, null);
            case ANSWERED ->
                Envelope.read(exchange.body().getBytes())
                        .map(envelope -> answered(exchange, envelope, new HashSet<>(asked)))
                        .orElseGet(() -> refused(Kind.FAILED, exchange, null));
        };
    }

    private static StatesAnswer answered(Exchange exchange, Envelope envelope, Set<String> asked) {
        if (envelope.error() != null) {
            String code = envelope.error().code();
            return refused(StopCodes.meaning(code, exchange.status()).ofRead(), exchange, code);
        }
        JsonNode listed = envelope.result().path("Instances");
        return exchange.status() == 200 && listed.isArray()
                ? new StatesAnswer(Kind.READ, states(listed, asked), Duration.ZERO, null)
                : refused(Kind.FAILED, exchange, null);
    }

    private static StatesAnswer refused(Kind kind, Exchange exchange, String code) {
        return new StatesAnswer(kind, Map.of(), RetryHint.in(exchange.headers()), code);
    }

    private static Map<String, Seen> states(JsonNode listed, Set<String> asked) {
        Map<String, Seen> states = new HashMap<>();
        for (JsonNode instance : listed) {
            String id = instance.path("InstanceId").asText();
            if (asked.contains(id)) {
                state(instance.path("Status").asText()).ifPresent(state -> states.put(id, Seen.of(state)));
            }
        }
        return Map.copyOf(states);
    }

    /**
     * The ten statuses of the vendor's page DescribeInstances. A word that is not among them tells nothing: the instance is left out,
     * which means "unknown", where {@link State#LOST} would end it for good.
     */
    private static Optional<State> state(String status) {
        return switch (status) {
            case "CREATING", "STARTING", "REBOOTING", "REBUILDING", "RESIZING" -> Optional.of(State.CHANGING);
            case "RUNNING" -> Optional.of(State.RUNNING);
            case "STOPPING" -> Optional.of(State.STOPPING);
            case "STOPPED" -> Optional.of(State.STOPPED);
            case "ERROR", "DELETING" -> Optional.of(State.LOST);
            default -> Optional.empty();
        };
    }
}
