package io.fleetstop.process;

import java.nio.file.Path;

/** One place in the cluster, at one address: a process of the service, and after each kill at once the next. */
final class Replica implements AutoCloseable {
    private final int number;
    private final Path jar;
    private final ServiceEnvironment environment;
    private ServiceProcess process;
    private int life;
    private boolean frozen;
    private boolean closed;

    /** Begins the first life. */
    Replica(int number, Path jar, ServiceEnvironment environment) {
        this.number = number;
        this.jar = jar;
        this.environment = environment;
        begin();
    }

    synchronized String url() {
        return process.url();
    }

    synchronized void awaitReady() {
        process.awaitReady();
    }

    /** @return false when it is frozen: then it is somebody else's turn */
    synchronized boolean kill() {
        if (frozen || closed) {
            return false;
        }
        // Fails where the process had ended by itself.
        process.close();
        begin();
        return true;
    }

    /** @return whether it served before and stands still now; one that has just begun has nothing to lose by it */
    synchronized boolean freeze() {
        if (frozen || closed || !process.isReady()) {
            return false;
        }
        process.freeze();
        frozen = true;
        return true;
    }

    synchronized void thaw() {
        frozen = false;
        if (!closed) {
            process.thaw();
        }
    }

    /** The name tells the database which process of which replica speaks. */
    private void begin() {
        life++;
        String name = "replica-" + number + "-" + life;
        process = ServiceProcess.begin(
                jar,
                environment
                        .with("QUARKUS_DATASOURCE_REACTIVE_ADDITIONAL_PROPERTIES_APPLICATION_NAME", name)
                        .variables());
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.close();
    }
}
