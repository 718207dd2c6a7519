package io.fleetstop.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a database: {@code @QuarkusTestResource(PostgresForTests.class)}. */
public final class PostgresForTests implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("fleetstop.database.url", TestDatabase.fresh());
    }

    /** The server stays for the next test. */
    @Override
    public void stop() {}
}
