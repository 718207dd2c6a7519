package io.fleetstop.process;

import io.fleetstop.testing.TestRole;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Environment variables for one run of the service. */
final class ServiceEnvironment {
    private final Map<String, String> variables = new HashMap<>();

    private ServiceEnvironment() {
        with("QUARKUS_HTTP_PORT", Integer.toString(FreePort.next()));
        with("QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePort.next()));
    }

    /** @param ownerUrl of the role that migrates; the service works as another one */
    static ServiceEnvironment onDatabase(String ownerUrl) {
        return new ServiceEnvironment()
                .with("FLEETSTOP_DATABASE_URL", TestRole.of(ownerUrl))
                .with("FLEETSTOP_DATABASE_OWNER_URL", ownerUrl)
                .with("FLEETSTOP_AUTH_MODE", "open");
    }

    static ServiceEnvironment onEmbeddedDatabase(Path folder) {
        return new ServiceEnvironment()
                .with("FLEETSTOP_DATABASE_EMBEDDED_DATA_DIR", folder.toString())
                .with("FLEETSTOP_SIMULATOR_ENABLED", "false");
    }

    /** The one target, named by default: the account that {@code cloud} plays. */
    ServiceEnvironment stoppingIn(LoopbackCloud cloud) {
        return stoppingAt(cloud.endpoint());
    }

    ServiceEnvironment stoppingAt(String endpoint) {
        return with("FLEETSTOP_TARGETS__CLOUD__PROVIDER", "aliyun")
                .with("FLEETSTOP_TARGETS__CLOUD__REGION", "cn-hangzhou")
                .with("FLEETSTOP_TARGETS__CLOUD__ENDPOINT", endpoint)
                .with("FLEETSTOP_TARGETS__CLOUD__ACCESS_KEY_ID", "simulator")
                .with("FLEETSTOP_TARGETS__CLOUD__ACCESS_KEY_SECRET", "simulator-secret")
                .with("FLEETSTOP_DEFAULT_TARGET", "cloud");
    }

    /** About as short as the checks of the configuration allow, so that a crash costs a test seconds. */
    ServiceEnvironment withShortLeases() {
        return with("FLEETSTOP_DISPATCH_CALL_TIMEOUT", "1S")
                .with("FLEETSTOP_DISPATCH_HEARTBEAT", "1S")
                .with("FLEETSTOP_DISPATCH_LEASE", "8S");
    }

    ServiceEnvironment with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    ServiceEnvironment without(String name) {
        variables.remove(name);
        return this;
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }
}
