package io.fleetstop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The database outlives the service, by a little: on every way out it is closed only when the service is down. Shutdown
 * hooks run side by side, so this one waits to be told.
 */
final class ShutdownOrder {

    /** Above what the service takes to drain; past it the service hangs, and a hanging one must not keep a server running. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch serviceDown = new CountDownLatch(1);
    private volatile AutoCloseable database = () -> {};
    private volatile boolean begun;

    ShutdownOrder() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeDatabaseLast, "database-last"));
    }

    void closeLast(AutoCloseable database) {
        this.database = database;
    }

    /** Whether the process is on its way out already, so that nothing more should be started. */
    boolean hasBegun() {
        return begun;
    }

    void serviceIsDown() {
        serviceDown.countDown();
    }

    private void closeDatabaseLast() {
        begun = true;
        try {
            if (!serviceDown.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Fleetstop did not end in time; its database is stopped all the same");
            }
            database.close();
        } catch (Exception broken) {
            // The log is closed by now.
            System.err.println("The embedded PostgreSQL could not be stopped: " + broken);
        }
    }
}
