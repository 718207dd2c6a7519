package io.fleetstop.testing;

import io.fleetstop.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The one PostgreSQL server of this JVM's tests: in a container where an engine answers, else the embedded one. */
final class TestServer {

    private static final DockerImageName IMAGE = DockerImageName.parse("postgres:17-alpine");

    private TestServer() {}

    /** Starts the server, to be ended with the JVM. Gives its URL, for a user who may create databases; the service's role is there too. */
    static String start() {
        String url = anEngineMayAnswer() && DockerClientFactory.instance().isDockerAvailable()
                ? startContainer()
                : startEmbedded();
        TestRole.makeOn(url);
        return url;
    }

    /** Asking Testcontainers where there is no engine takes seconds and logs a page of errors; a socket's absence says it at once. */
    private static boolean anEngineMayAnswer() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    @SuppressWarnings("resource") // ended with the JVM, by Testcontainers itself
    private static String startContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.start();
        return "postgresql://" + container.getUsername() + ":" + container.getPassword() + "@" + container.getHost()
                + ":" + container.getFirstMappedPort() + "/" + container.getDatabaseName();
    }

    private static String startEmbedded() {
        try {
            Path folder = Files.createTempDirectory("fleetstop-test-postgresql");
            EmbeddedPostgres server = EmbeddedPostgres.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            return server.ownerUrl();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void end(EmbeddedPostgres server, Path folder) {
        server.close();
        FileUtils.deleteQuietly(folder.toFile());
    }
}
