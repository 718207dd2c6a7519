package io.fleetstop.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that a service can have until the test is over. */
final class FreePort {
    /** Below those that systems give to outgoing connections: one of these could take the port before the service does, or between two of its lives. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;

    /** Other runs on the machine begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** One that was given to nobody yet. */
    static int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no port is free from " + LOWEST + " to " + (LOWEST + COUNT));
    }
}
