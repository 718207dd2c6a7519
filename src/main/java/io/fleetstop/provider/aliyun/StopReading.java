package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.Meaning;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.Exchange;
import java.time.Duration;

/** What an exchange says about a stop, or about a check. */
final class StopReading {
    private StopReading() {}

    static StopAnswer stop(Exchange exchange) {
        return read(exchange, false);
    }

    static StopAnswer check(Exchange exchange) {
        return read(exchange, true);
    }

    private static StopAnswer read(Exchange exchange, boolean check) {
        return switch (exchange.kind()) {
            case NOT_SENT -> wordless(Kind.UNSENT, Duration.ZERO);
            case NO_ANSWER -> unknown(exchange);
            case ANSWERED ->
                Reply.of(exchange).map(reply -> replied(exchange, reply, check)).orElseGet(() -> unknown(exchange));
        };
    }

    private static StopAnswer unknown(Exchange exchange) {
        return wordless(Kind.UNKNOWN, new RetryHints(exchange.headers()).pause());
    }

    private static StopAnswer wordless(Kind kind, Duration pause) {
        var fault = InstanceFault.INTERNAL;
        return new StopAnswer(kind, fault.code(), fault.message(), null, null, pause, null);
    }

    private static StopAnswer replied(Exchange exchange, Reply reply, boolean check) {
        if (check && StopCodes.CHECK_PASSED.equals(reply.code())) {
            return good(Kind.CHECK_PASSED, reply);
        }
        if (reply.code() != null) {
            return failed(exchange, reply);
        }
        // A plain success of a check would mean that its dry run was overlooked: then nobody knows what was done.
        boolean accepted = exchange.status() == 200 && !check;
        return accepted ? good(Kind.ACCEPTED, reply) : unknown(exchange);
    }

    private static StopAnswer good(Kind kind, Reply reply) {
        return new StopAnswer(kind, null, null, reply.code(), reply.message(), Duration.ZERO, reply.requestId());
    }

    private static StopAnswer failed(Exchange exchange, Reply reply) {
        var hints = new RetryHints(exchange.headers());
        var meaning = StopCodes.meaning(reply.code(), reply.message())
                .orElseGet(() -> Meaning.unlisted(exchange.status(), hints.vendorAsksToRetry()));
        return meaning.ofStop(reply.code(), reply.message(), wait(meaning.kind(), hints), reply.requestId());
    }

    private static Duration wait(Kind kind, RetryHints hints) {
        return switch (kind) {
            case THROTTLED -> hints.pauseWhenThrottled();
            case UNKNOWN, CONFLICT, BUSY -> hints.pause();
            case ACCEPTED, CHECK_PASSED, UNSENT, REFUSED, DENIED -> Duration.ZERO;
        };
    }
}
