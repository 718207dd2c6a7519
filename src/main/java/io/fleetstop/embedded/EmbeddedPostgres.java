package io.fleetstop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of our own on a free loopback port. Its data outlive it. Closing stops it; if the process dies without
 * closing, the next start finds the server still running, stops it and goes on.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);

    private final DataFolder folder;
    private final Cluster cluster;
    private final String url;
    private final String ownerUrl;

    private EmbeddedPostgres(DataFolder folder, Cluster cluster, String url, String ownerUrl) {
        this.folder = folder;
        this.cluster = cluster;
        this.url = url;
        this.ownerUrl = ownerUrl;
    }

    /**
     * Starts the server that lives in {@code folder}, making it the first time. Blocks for seconds.
     *
     * @throws CannotStartException with one line that says why not; nothing is left running then
     */
    public static EmbeddedPostgres start(Path folder) {
        try {
            // Where the package brings no server, as in a container, that is what to say; no folder would help.
            Archive archive = Archive.forThisPlatform();
            DataFolder taken = DataFolder.take(folder);
            try {
                return startIn(taken, archive);
            } catch (IOException | RuntimeException broken) {
                taken.close();
                throw broken;
            }
        } catch (IOException broken) {
            throw new CannotStartException(
                    "The embedded PostgreSQL cannot use the folder " + folder
                            + " (fleetstop.database.embedded.data-dir): " + broken,
                    broken);
        }
    }

    private static EmbeddedPostgres startIn(DataFolder folder, Archive archive) throws IOException {
        Files.deleteIfExists(folder.log());
        Path home = archive.unpackIn(folder.programs());
        Cluster cluster = new Cluster(folder, new Programs(home, folder.log()));
        stopOrphan(cluster);
        cluster.endStrays();
        String password = Password.in(folder.password());
        cluster.make(folder.password());
        int port = freePort();
        try {
            cluster.start(port);
        } catch (CannotStartException tooSlow) {
            stopOrphan(cluster);
            throw tooSlow;
        }
        String servicePassword = Password.random();
        try {
            ServiceRole.make(port, password, servicePassword);
        } catch (SQLException refused) {
            cluster.stop();
            throw new CannotStartException(
                    "The embedded PostgreSQL in " + folder.root() + " did not take its service's role: "
                            + refused.getMessage(),
                    refused);
        }
        LOG.infof("Embedded PostgreSQL runs on 127.0.0.1:%d, data in %s", port, folder.root());
        return new EmbeddedPostgres(
                folder, cluster, url(ServiceRole.NAME, servicePassword, port), url(Cluster.USER, password, port));
    }

    private static String url(String user, String password, int port) {
        return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/postgres";
    }

    /** For {@code fleetstop.database.url}; holds the password, which is another one with every start. */
    public String url() {
        return url;
    }

    /** For {@code fleetstop.database.owner-url}; holds the password, the one that is kept in the folder. */
    public String ownerUrl() {
        return ownerUrl;
    }

    /** Stops the server, ending the sessions that are left. */
    @Override
    public void close() {
        try {
            cluster.stop();
            folder.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void stopOrphan(Cluster cluster) throws IOException {
        if (cluster.running().isPresent()) {
            LOG.warn("Stopping the embedded PostgreSQL that a killed Fleetstop left running");
            cluster.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
