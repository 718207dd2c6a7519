package io.fleetstop.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Has a {@code @QuarkusTest} traced, and gives its field {@code collector} what it is traced to. */
public final class CollectorForTests implements QuarkusTestResourceLifecycleManager {
    private Collector collector;

    @Override
    public Map<String, String> start() {
        collector = new Collector();
        return Map.of("fleetstop.tracing.endpoint", collector.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(collector, field -> field.getName().equals("collector"));
    }

    @Override
    public void stop() {
        collector.close();
    }
}
