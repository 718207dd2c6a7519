package io.fleetstop.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether a name leads to this machine and nowhere else. */
final class Loopback {
    private Loopback() {}

    static boolean isNamedBy(String host) {
        try {
            // Every address counts: a name with one foreign address may be bound there.
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
