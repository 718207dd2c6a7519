package io.fleetstop.problem;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Refused, cut off, overloaded, shutting down or too slow: in short, later may be better. Each layer wraps it in its own way. */
public final class Outage {
    private Outage() {}

    public static boolean isBehind(Throwable failure) {
        if (failure instanceof CompositeException several) {
            return several.getCauses().stream().anyMatch(Outage::isBehind);
        }
        // Before the next question, since it is a VertxException as well.
        if (failure instanceof PgException refused) {
            return isOutage(refused.getSqlState());
        }
        return failure instanceof ConnectException
                || failure instanceof ClosedChannelException
                || failure instanceof TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof FaultToleranceException
                || failure instanceof VertxException
                // How the pool says that no connection came free in time.
                || failure instanceof NoStackTraceThrowable
                || failure.getCause() != null && isBehind(failure.getCause());
    }

    /** Connection exceptions, insufficient resources, operator intervention and system errors, as PostgreSQL's appendix A classes them. */
    private static boolean isOutage(String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57")
                        || sqlState.startsWith("58"));
    }
}
