package io.fleetstop.target;

import java.util.regex.Pattern;

/**
 * A source had no key. Its text is for the log: one line, and nothing in it that could be a token, which a library or a cloud may quote
 * when it complains about one.
 */
final class NoKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 300;

    /** Request ids are shorter, tokens are not. */
    private static final Pattern MAYBE_SECRET = Pattern.compile("[A-Za-z0-9+=_.-]{40,}");

    /** Without its cause, whose text would be printed along. */
    NoKeyException(Throwable broken) {
        super(text(String.valueOf(broken.getMessage())), null, false, false);
    }

    private static String text(String said) {
        String line = MAYBE_SECRET.matcher(said).replaceAll("…").replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
