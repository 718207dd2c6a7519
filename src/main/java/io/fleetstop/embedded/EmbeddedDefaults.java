package io.fleetstop.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a first run needs besides the database: no identity to set up, and a cloud to stop instances in, the simulated one. */
public final class EmbeddedDefaults {

    private static final String SIMULATOR = "fleetstop.simulator.enabled";
    private static final String TARGET = "fleetstop.targets.\"simulator\".";

    private EmbeddedDefaults() {}

    /**
     * The settings to add to those of the user.
     *
     * @param user what the user has set under a name, if anything: never overridden
     */
    public static Map<String, String> beside(Function<String, Optional<String>> user) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("fleetstop.auth.mode", "open");
        defaults.put(SIMULATOR, "true");
        if (user.apply(SIMULATOR).map(Boolean::parseBoolean).orElse(true)) {
            defaults.put(TARGET + "provider", "aliyun");
            defaults.put(TARGET + "region", "cn-hangzhou");
            defaults.put(TARGET + "endpoint", "http://127.0.0.1:" + of(user, "port", "8090"));
            defaults.put(TARGET + "access-key-id", of(user, "access-key-id", "simulator"));
            defaults.put(TARGET + "access-key-secret", of(user, "access-key-secret", "simulator-secret"));
            defaults.put("fleetstop.default-target", "simulator");
        }
        defaults.keySet().removeIf(name -> user.apply(name).isPresent());
        return defaults;
    }

    private static String of(Function<String, Optional<String>> user, String setting, String otherwise) {
        return user.apply("fleetstop.simulator." + setting).orElse(otherwise);
    }
}
