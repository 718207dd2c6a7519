package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.http.Exchange;
import io.fleetstop.wire.volcengine.Envelope;
import io.fleetstop.wire.volcengine.Envelope.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an exchange says about a stop, or about a check. */
final class StopReading {
    private StopReading() {}

    /** @param instanceIds those that were to be stopped */
    static StopAnswers stop(Exchange exchange, List<String> instanceIds) {
        Optional<Envelope> envelope = envelope(exchange);
        return envelope.filter(answer -> answer.error() == null && exchange.status() == 200)
                .map(taken -> verdicts(exchange, taken, instanceIds))
                .orElseGet(() -> StopAnswers.ofAll(
                        instanceIds,
                        envelope.map(answer -> refused(exchange, answer)).orElseGet(() -> wordless(exchange))));
    }

    static StopAnswer check(Exchange exchange) {
        return envelope(exchange).map(answer -> checked(exchange, answer)).orElseGet(() -> wordless(exchange));
    }

    private static Optional<Envelope> envelope(Exchange exchange) {
        return exchange.kind() == Exchange.Kind.ANSWERED
                ? Envelope.read(exchange.body().getBytes())
                : Optional.empty();
    }

    private static StopAnswers verdicts(Exchange exchange, Envelope envelope, List<String> instanceIds) {
        return StopAnswers.listed(
                instanceIds,
                envelope.result().path("OperationDetails"),
                detail -> verdict(exchange, envelope, Fault.of(detail.path("Error"))),
                unknown(exchange, envelope.requestId()));
    }

    private static StopAnswer verdict(Exchange exchange, Envelope envelope, Fault fault) {
        if (fault == null) {
            return good(Kind.ACCEPTED, envelope);
        }
        return fault.code() == null ? unknown(exchange, envelope.requestId()) : failed(exchange, envelope, fault);
    }

    /** A call with {@code DryRun=true} that was taken has passed: the vendor's page shows no other good answer of this action. */
    private static StopAnswer checked(Exchange exchange, Envelope envelope) {
        Fault error = envelope.error();
        boolean passed = error == null ? exchange.status() == 200 : error.code().equals(StopCodes.CHECK_PASSED);
        return passed ? good(Kind.CHECK_PASSED, envelope) : refused(exchange, envelope);
    }

    private static StopAnswer refused(Exchange exchange, Envelope envelope) {
        return envelope.error() == null
                ? unknown(exchange, envelope.requestId())
                : failed(exchange, envelope, envelope.error());
    }

    private static StopAnswer good(Kind kind, Envelope envelope) {
        return new StopAnswer(kind, null, null, null, null, Duration.ZERO, envelope.requestId());
    }

    private static StopAnswer wordless(Exchange exchange) {
        return exchange.kind() == Exchange.Kind.NOT_SENT
                ? wordless(Kind.UNSENT, Duration.ZERO, null)
                : unknown(exchange, null);
    }

    private static StopAnswer unknown(Exchange exchange, String requestId) {
        return wordless(Kind.UNKNOWN, RetryHint.in(exchange.headers()), requestId);
    }

    private static StopAnswer wordless(Kind kind, Duration pause, String requestId) {
        var fault = InstanceFault.INTERNAL;
        return new StopAnswer(kind, fault.code(), fault.message(), null, null, pause, requestId);
    }

    private static StopAnswer failed(Exchange exchange, Envelope envelope, Fault said) {
        var meaning = StopCodes.meaning(said.code(), exchange.status());
        return meaning.ofStop(said.code(), said.message(), wait(meaning.kind(), exchange), envelope.requestId());
    }

    private static Duration wait(Kind kind, Exchange exchange) {
        return switch (kind) {
            case THROTTLED, UNKNOWN, CONFLICT, BUSY -> RetryHint.in(exchange.headers());
            case ACCEPTED, CHECK_PASSED, UNSENT, REFUSED, UNDIVIDED, DENIED -> Duration.ZERO;
        };
    }
}
