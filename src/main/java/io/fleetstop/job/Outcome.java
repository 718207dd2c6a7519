package io.fleetstop.job;

import java.util.UUID;

/**
 * What became of one operation, or how far it is. A state that is not the end may be followed by others, an end by nothing.
 *
 * @param epoch of the lease it was reached under
 * @param alreadyStopped the instance was stopped, or stopping, before this job first asked
 * @param attempts stop calls so far that the cloud did not throttle
 * @param code null when the state is a success; of an operation that is not over, what its last call came to
 * @param tally null once the operation is over
 */
public record Outcome(
        UUID jobId,
        int epoch,
        int ordinal,
        OperationState state,
        boolean alreadyStopped,
        int attempts,
        String code,
        String message,
        String providerCode,
        String providerMessage,
        String providerRequestId,
        Tally tally) {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 1024;

    /** Text from outside is made to fit: one outcome that the database refuses would hold up all that are written with it. */
    public Outcome {
        code = fit(code, LONGEST_NAME);
        message = fit(message == null ? code : message, LONGEST_TEXT);
        providerCode = fit(providerCode, LONGEST_NAME);
        providerMessage = fit(providerMessage, LONGEST_TEXT);
        providerRequestId = fit(providerRequestId, LONGEST_NAME);
    }

    /** PostgreSQL's text holds any character but NUL, and no half of a surrogate pair. */
    private static String fit(String text, int longest) {
        if (text == null) {
            return null;
        }
        return text.codePoints()
                .limit(longest)
                .map(character -> isStorable(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(int character) {
        return character != 0 && Character.getType(character) != Character.SURROGATE;
    }
}
