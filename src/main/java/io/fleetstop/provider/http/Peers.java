package io.fleetstop.provider.http;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Which machines may be sent a signed request, whatever name led to them. Private networks may be: the clouds' endpoints for virtual
 * private clouds have such addresses, also by their public names, and so has a company's own gateway; that it is the right machine there,
 * its certificate proves. What no name of a cloud leads to unless somebody has had a hand in it is refused.
 */
public final class Peers {
    /** Alibaba Cloud's and Volcengine's, which lie in networks that are fine otherwise, and Amazon's, on whose machines this may run. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "100.96.0.96", "fd00:ec2:0:0:0:0:0:254");

    private Peers() {}

    /** Whether this is an address at which a cloud hands out a machine's own keys. A link-local one always is. */
    public static boolean isMetadata(InetAddress address) {
        return address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress());
    }

    /** @param peer to whom the connection leads in the end, so that no answer to a second look-up can differ from it */
    static boolean mayBeCalled(Endpoint endpoint, SocketAddress peer) {
        try {
            // An address in numbers, of which nothing is looked up.
            InetAddress address = InetAddress.getByName(peer.hostAddress());
            boolean isNobody = address.isAnyLocalAddress() || address.isMulticastAddress();
            boolean isOwnMachine = address.isLoopbackAddress() && !endpoint.isThisMachine();
            return !isNobody && !isOwnMachine && !isMetadata(address);
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
