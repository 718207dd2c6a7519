package io.fleetstop;

import io.fleetstop.embedded.CannotStartException;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Why the service did not start, in a line for whoever typed the command. */
final class StartFailure {

    /** Mistakes of the surroundings, told by their message; for anything else the stack trace is the better answer. */
    private static final List<Class<? extends Throwable>> EXPLAIN_THEMSELVES = List.of(
            CannotStartException.class,
            ConfigurationException.class,
            ConfigValidationException.class,
            PreventFurtherStepsException.class,
            QuarkusBindException.class,
            SQLException.class);

    private final Throwable failure;

    StartFailure(Throwable failure) {
        this.failure = failure;
    }

    boolean explainsItself() {
        return causes().anyMatch(StartFailure::explainsItself);
    }

    String line() {
        // What went wrong in a driver is said best by the driver, not by what wraps it or by the socket below.
        Throwable telling = causes().filter(StartFailure::explainsItself)
                .findFirst()
                .orElseGet(() -> causes().reduce(failure, (outer, inner) -> inner));
        String message = telling.getMessage() == null ? telling.toString() : telling.getMessage();
        return "Fleetstop did not start: " + hint(telling) + message.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String hint(Throwable telling) {
        if (telling instanceof QuarkusBindException || telling.getCause() instanceof BindException) {
            return "another program has the port, choose one with quarkus.http.port or quarkus.management.port. ";
        }
        return telling instanceof SQLException ? "the database at fleetstop.database.url does not serve it. " : "";
    }

    private static boolean explainsItself(Throwable cause) {
        return EXPLAIN_THEMSELVES.stream().anyMatch(kind -> kind.isInstance(cause))
                || namesOurSetting(cause)
                // Of the management interface, as a plain exception; it has the address, which its cause has not.
                || cause.getCause() instanceof BindException;
    }

    /** All checks of our own settings begin what they say with the key to mend. */
    private static boolean namesOurSetting(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().startsWith("fleetstop.");
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
