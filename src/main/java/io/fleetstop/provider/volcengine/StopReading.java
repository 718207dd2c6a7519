package io.fleetstop.provider.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.Exchange;
import io.fleetstop.wire.volcengine.Envelope;
import io.fleetstop.wire.volcengine.Envelope.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What an exchange says about a stop, or about a check. */
final class StopReading {
    private StopReading() {}

    /** @param instanceId the one that was to be stopped; a verdict on any other says nothing of it */
    static StopAnswer stop(Exchange exchange, String instanceId) {
        return read(exchange, envelope -> stopped(exchange, envelope, instanceId));
    }

    static StopAnswer check(Exchange exchange) {
        return read(exchange, envelope -> checked(exchange, envelope));
    }

    private static StopAnswer read(Exchange exchange, Function<Envelope, StopAnswer> meaning) {
        return switch (exchange.kind()) {
            case NOT_SENT -> wordless(Kind.UNSENT, Duration.ZERO, null);
            case NO_ANSWER -> unknown(exchange, null);
            case ANSWERED ->
                Envelope.read(exchange.body().getBytes()).map(meaning).orElseGet(() -> unknown(exchange, null));
        };
    }

    private static StopAnswer stopped(Exchange exchange, Envelope envelope, String instanceId) {
        if (envelope.error() != null) {
            return failed(exchange, envelope, envelope.error());
        }
        List<JsonNode> verdicts = verdicts(envelope, instanceId);
        // Not listed, or listed twice: the vendor's page promises one verdict, and none is safer than a chosen one.
        return exchange.status() == 200 && verdicts.size() == 1
                ? verdict(exchange, envelope, Fault.of(verdicts.get(0).path("Error")))
                : unknown(exchange, envelope.requestId());
    }

    private static List<JsonNode> verdicts(Envelope envelope, String instanceId) {
        List<JsonNode> verdicts = new ArrayList<>();
        for (JsonNode detail : envelope.result().path("OperationDetails")) {
            if (detail.path("InstanceId").asText().equals(instanceId)) {
                verdicts.add(detail);
            }
        }
        return verdicts;
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
        if (error == null) {
            return exchange.status() == 200
                    ? good(Kind.CHECK_PASSED, envelope)
                    : unknown(exchange, envelope.requestId());
        }
        return error.code().equals(StopCodes.CHECK_PASSED)
                ? good(Kind.CHECK_PASSED, envelope)
                : failed(exchange, envelope, error);
    }

    private static StopAnswer good(Kind kind, Envelope envelope) {
        return new StopAnswer(kind, null, null, null, null, Duration.ZERO, envelope.requestId());
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
            case ACCEPTED, CHECK_PASSED, UNSENT, REFUSED, DENIED -> Duration.ZERO;
        };
    }
}
