package io.fleetstop.provider.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.provider.Meaning;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StatesAnswer.Kind;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.Start;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.http.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an exchange says about the states of instances. */
final class StatesReading {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private StatesReading() {}

    /** @param asked ids of the call; the answer holds no others */
    static StatesAnswer read(Exchange exchange, List<String> asked) {
        return switch (exchange.kind()) {
            case NOT_SENT, NO_ANSWER -> failed(Duration.ZERO);
            case ANSWERED ->
                Reply.of(exchange)
                        .map(reply -> replied(exchange, reply, new HashSet<>(asked)))
                        .orElseGet(() -> failed(new RetryHints(exchange.headers()).pause()));
        };
    }

    static StatesAnswer failed(Duration wait) {
        return new StatesAnswer(Kind.FAILED, Map.of(), wait, null);
    }

    private static StatesAnswer replied(Exchange exchange, Reply reply, Set<String> asked) {
        var hints = new RetryHints(exchange.headers());
        if (reply.code() != null) {
            var meaning = StopCodes.meaning(reply.code(), reply.message())
                    .orElseGet(() -> Meaning.unlisted(exchange.status(), hints.vendorAsksToRetry()));
            return refused(meaning.ofRead(), hints, reply.code());
        }
        JsonNode listed = reply.body().path("Instances").path("Instance");
        if (exchange.status() != 200 || !listed.isArray()) {
            return failed(hints.pause());
        }
        return new StatesAnswer(Kind.READ, states(listed, asked), Duration.ZERO, null);
    }

    private static StatesAnswer refused(Kind kind, RetryHints hints, String code) {
        Duration wait = kind == Kind.THROTTLED ? hints.pauseWhenThrottled() : hints.pause();
        return new StatesAnswer(kind, Map.of(), wait, code);
    }

    private static Map<String, Seen> states(JsonNode listed, Set<String> asked) {
        Map<String, Seen> states = new HashMap<>();
        for (JsonNode instance : listed) {
            String id = instance.path("InstanceId").asText();
            if (asked.contains(id)) {
                state(instance.path("Status").asText())
                        .ifPresent(state -> states.put(
                                id,
                                new Seen(state, start(instance.path("StartTime").asText()))));
            }
        }
        return Map.copyOf(states);
    }

    /** The vendor's page on DescribeInstances: {@code yyyy-MM-ddTHH:mmZ}, in UTC, cut to the minute. Null when it is anything else. */
    private static Start start(String minute) {
        try {
            Instant earliest = OffsetDateTime.parse(minute).toInstant();
            return new Start(earliest, earliest.plus(A_MINUTE));
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /**
     * The five statuses of the vendor's page on the life of an instance; none of them rules a stop out for ever. A word that is not
     * among them tells nothing: the instance is left out, which means "unknown", where {@link State#LOST} would end it for good.
     */
    private static Optional<State> state(String status) {
        return switch (status) {
            case "Pending", "Starting" -> Optional.of(State.CHANGING);
            case "Running" -> Optional.of(State.RUNNING);
            case "Stopping" -> Optional.of(State.STOPPING);
            case "Stopped" -> Optional.of(State.STOPPED);
            default -> Optional.empty();
        };
    }
}
