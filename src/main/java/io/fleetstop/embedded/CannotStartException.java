package io.fleetstop.embedded;

/** The embedded PostgreSQL does not run, and nothing of it was left running. The message is one line for the user. */
public final class CannotStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStartException(String message) {
        super(message);
    }

    CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
