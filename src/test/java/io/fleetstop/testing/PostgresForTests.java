package io.fleetstop.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a database: {@code @QuarkusTestResource(PostgresForTests.class)}. */
public final class PostgresForTests implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String owner = TestDatabase.fresh();
        return Map.of("fleetstop.database.url", TestRole.of(owner), "fleetstop.database.owner-url", owner);
    }

    /** The server stays for the next test. */
    @Override
    public void stop() {}
}
