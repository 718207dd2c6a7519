package io.fleetstop.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** One place in the cluster, at one address: a process of the service, and after each kill at once the next. */
final class Replica implements AutoCloseable {
    /** Below the ports that outgoing connections take: while a process is down, its port must stay its own. */
    private static final int LOWEST_PORT = 20_000;

    private static final int PORTS = 10_000;

    private final int number;
    private final Path jar;
    private final ServiceEnvironment environment;
    private ServiceProcess process;
    private int life;
    private boolean frozen;
    private boolean closed;

    /** Begins the first life. */
    Replica(int number, Path jar, ServiceEnvironment environment, SplittableRandom random) {
        this.number = number;
        this.jar = jar;
        this.environment = environment
                .with("QUARKUS_HTTP_PORT", Integer.toString(freePort(random)))
                .with("QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort(random)));
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

    private static int freePort(SplittableRandom random) {
        while (true) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.close();
    }
}
