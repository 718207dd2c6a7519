package io.fleetstop.target;

import java.util.regex.Pattern;

/**
 * A source had no key. Its text is for the log: one line, and nothing in it that could be a token, which a library or a cloud may quote
 * when it complains about one.
 */
final class NoKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 300;

    /** Enough for all that is told below; only keeps the search short. */
    private static final int LONGEST_SEARCHED = 2_000;

    /** Request ids are shorter, tokens are not. Base64 has slashes in it, as paths have; those are seldom in capitals and numbered. */
    private static final Pattern MAYBE_SECRET = Pattern.compile(
            "[A-Za-z0-9+=_.-]{40,}" + "|(?=[a-z0-9+=_./-]*[A-Z])(?=[A-Za-z+=_./-]*[0-9])[A-Za-z0-9+=_./-]{40,}");

    /** Without its cause, whose text would be printed along. */
    NoKeyException(Throwable broken) {
        super(text(String.valueOf(broken.getMessage())), null, false, false);
    }

    private static String text(String said) {
        String head = said.substring(0, Math.min(LONGEST_SEARCHED, said.length()));
        String line = MAYBE_SECRET.matcher(head).replaceAll("…").replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
