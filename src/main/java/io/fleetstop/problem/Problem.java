package io.fleetstop.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An error as callers see it (RFC 9457).
 *
 * @param type stable, one for each code
 * @param jobId present where a job explains the refusal
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String requestId,
        UUID jobId,
        List<Refusal.FieldFault> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a refusal that time may cure is worth another try. */
    private static final String RETRY_AFTER = "2";

    private static final Set<Code> MAY_PASS =
            EnumSet.of(Code.SERVICE_UNAVAILABLE, Code.TOKEN_IN_PROCESS, Code.FLOW_LIMIT_EXCEEDED);

    static Problem of(Refusal refusal, String requestId) {
        Code code = refusal.code();
        return new Problem(
                "/problems/" + code.word(),
                code.message(),
                code.status(),
                refusal.getMessage(),
                code.word(),
                requestId,
                refusal.jobId(),
                refusal.faults());
    }

    static Response answer(Refusal refusal, String requestId) {
        Code code = refusal.code();
        Response.ResponseBuilder answer = Response.status(code.status())
                .type(MediaType.valueOf(MEDIA_TYPE))
                .entity(of(refusal, requestId));
        if (refusal.jobId() != null) {
            answer.header("Location", "/v1/stop-jobs/" + refusal.jobId());
        }
        if (code == Code.MISSING_TOKEN) {
            answer.header("WWW-Authenticate", CHALLENGE);
        }
        retryAfter(refusal).ifPresent(seconds -> answer.header("Retry-After", seconds));
        return answer.build();
    }

    /** RFC 9110, section 11.6.1: a 401 says what would do. */
    static final String CHALLENGE = "Bearer";

    static Optional<String> retryAfter(Refusal refusal) {
        if (!MAY_PASS.contains(refusal.code())) {
            return Optional.empty();
        }
        // Rounded up: a little too early is refused again.
        return Optional.of(refusal.knownWait()
                .map(wait -> Long.toString(wait.toSeconds() + 1))
                .orElse(RETRY_AFTER));
    }
}
