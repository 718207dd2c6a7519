package io.fleetstop.provider.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.Meaning;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an exchange says about a stop, or about a check. */
final class StopReading {
    private StopReading() {}

    /** Of a verdict in a list. The vendor's page shows the first; the others are how its pages say the same elsewhere. */
    private static final Set<String> TAKEN = Set.of("200", "Success", "success", "OK");

    /** Of an instance that was going down before the call. */
    private static final Set<String> DOWN = Set.of("Stopping", "Stopped");

    /** @param instanceIds those that were to be stopped */
    static StopAnswers stop(Exchange exchange, List<String> instanceIds) {
        Optional<Reply> reply = reply(exchange);
        boolean judgesEach = instanceIds.size() > 1 && exchange.status() == 200;
        return reply.filter(answer -> judgesEach && answer.code() == null)
                .map(taken -> verdicts(exchange, taken, instanceIds))
                .orElseGet(() -> StopAnswers.ofAll(
                        instanceIds,
                        reply.map(answer -> replied(exchange, answer, Kind.ACCEPTED))
                                .orElseGet(() -> wordless(exchange))));
    }

    static StopAnswer check(Exchange exchange) {
        return reply(exchange)
                .map(reply -> StopCodes.CHECK_PASSED.equals(reply.code())
                        ? good(Kind.CHECK_PASSED, reply)
                        // A plain success would mean that the dry run was overlooked: then nobody knows what was done.
                        : replied(exchange, reply, Kind.UNKNOWN))
                .orElseGet(() -> wordless(exchange));
    }

    private static Optional<Reply> reply(Exchange exchange) {
        return exchange.kind() == Exchange.Kind.ANSWERED ? Reply.of(exchange) : Optional.empty();
    }

    /** @param plain what a success without further words means */
    private static StopAnswer replied(Exchange exchange, Reply reply, Kind plain) {
        if (reply.code() != null) {
            return failed(exchange, reply);
        }
        return plain == Kind.ACCEPTED && exchange.status() == 200 ? good(plain, reply) : unknown(exchange);
    }

    private static StopAnswers verdicts(Exchange exchange, Reply reply, List<String> instanceIds) {
        return StopAnswers.listed(
                instanceIds,
                reply.body().path("InstanceResponses").path("InstanceResponse"),
                each -> verdict(exchange, reply.verdict(each), each.path("PreviousStatus")),
                unknown(exchange));
    }

    private static StopAnswer verdict(Exchange exchange, Reply verdict, JsonNode before) {
        if (verdict.code() == null) {
            return unknown(exchange);
        }
        if (!TAKEN.contains(verdict.code())) {
            return meant(StopCodes.meaningOfVerdict(verdict.code(), verdict.message()), exchange, verdict);
        }
        // The single call refuses such an instance, and then its state tells that nobody needed to stop it.
        return DOWN.contains(before.asText())
                ? meant(new Meaning(Kind.CONFLICT, InstanceFault.INSTANCE_STATUS), exchange, verdict)
                : good(Kind.ACCEPTED, verdict);
    }

    private static StopAnswer wordless(Exchange exchange) {
        return exchange.kind() == Exchange.Kind.NOT_SENT ? wordless(Kind.UNSENT, Duration.ZERO) : unknown(exchange);
    }

    private static StopAnswer unknown(Exchange exchange) {
        return wordless(Kind.UNKNOWN, new RetryHints(exchange.headers()).pause());
    }

    private static StopAnswer wordless(Kind kind, Duration pause) {
        var fault = InstanceFault.INTERNAL;
        return new StopAnswer(kind, fault.code(), fault.message(), null, null, pause, null);
    }

    private static StopAnswer good(Kind kind, Reply reply) {
        return new StopAnswer(kind, null, null, reply.code(), reply.message(), Duration.ZERO, reply.requestId());
    }

    private static StopAnswer failed(Exchange exchange, Reply reply) {
        var hints = new RetryHints(exchange.headers());
        var meaning = StopCodes.meaning(reply.code(), reply.message())
                .orElseGet(() -> Meaning.unlisted(exchange.status(), hints.vendorAsksToRetry()));
        return meant(meaning, exchange, reply);
    }

    private static StopAnswer meant(Meaning meaning, Exchange exchange, Reply reply) {
        Duration wait = wait(meaning.kind(), new RetryHints(exchange.headers()));
        return meaning.ofStop(reply.code(), reply.message(), wait, reply.requestId());
    }

    private static Duration wait(Kind kind, RetryHints hints) {
        return switch (kind) {
            case THROTTLED -> hints.pauseWhenThrottled();
            case UNKNOWN, CONFLICT, BUSY -> hints.pause();
            case ACCEPTED, CHECK_PASSED, UNSENT, REFUSED, UNDIVIDED, DENIED -> Duration.ZERO;
        };
    }
}
