package io.fleetstop.job;

import java.util.UUID;

/**
 * What became of one operation, to be recorded once.
 *
 * @param epoch of the lease it was reached under
 * @param alreadyStopped the instance was stopped, or stopping, before this job first asked
 * @param attempts stop calls made under this lease that the cloud did not throttle
 * @param code null exactly when the state is a success
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
        String providerRequestId) {

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
