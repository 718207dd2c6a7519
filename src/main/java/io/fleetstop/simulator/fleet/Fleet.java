package io.fleetstop.simulator.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The instances of the one account. Ids are {@code i-sim001} onwards; which instance is of which kind depends on its number alone, so
 * what was learned about an id stays true.
 */
public final class Fleet {
    /** Every fifth of a hundred is special, until all special kinds are used; the rest of the hundred is normal. */
    private static final int SPECIAL_EVERY = 5;

    private static final Instant CREATED_AT = Instant.parse("2026-01-01T08:00:00Z");

    private final int count;
    private final Duration shortestStop;
    private final Duration longestStop;
    private final LongSupplier nanoTime;
    private volatile Map<String, Instance> instances;

    /**
     * @param shortestStop least time from Running to Stopped; each instance has its own between the two bounds
     * @param nanoTime a running clock, in nanoseconds
     */
    public Fleet(int count, Duration shortestStop, Duration longestStop, LongSupplier nanoTime) {
        this.count = count;
        this.shortestStop = shortestStop;
        this.longestStop = longestStop;
        this.nanoTime = nanoTime;
        reset();
    }

    /** All instances as they were at first. */
    public void reset() {
        Map<String, Instance> fresh = new LinkedHashMap<>();
        for (int number = 1; number <= count; number++) {
            String id = idOf(number);
            fresh.put(id, new Instance(id, scenarioOf(number), stoppingNanos(id), CREATED_AT, nanoTime));
        }
        instances = fresh;
    }

    public Optional<Instance> find(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** All, by number. */
    public Collection<Instance> all() {
        return instances.values();
    }

    /**
     * The first instance of the kind.
     *
     * @throws java.util.NoSuchElementException when the fleet is too small to have one; one of a hundred has all
     */
    public Instance first(Scenario scenario) {
        return all().stream()
                .filter(instance -> instance.scenario() == scenario)
                .findFirst()
                .orElseThrow();
    }

    /** When every instance was made. */
    public Instant createdAt() {
        return CREATED_AT;
    }

    private static String idOf(int number) {
        return "i-sim%03d".formatted(number);
    }

    private static Scenario scenarioOf(int number) {
        int place = number % 100;
        int kind = place / SPECIAL_EVERY;
        boolean special = place % SPECIAL_EVERY == 0 && kind < Scenario.values().length;
        return special ? Scenario.values()[kind] : Scenario.NORMAL;
    }

    private long stoppingNanos(String id) {
        long spread = longestStop.toNanos() - shortestStop.toNanos() + 1;
        // Knuth's multiplier: neighbours in number are not neighbours in time.
        return shortestStop.toNanos() + Math.floorMod(id.hashCode() * 2_654_435_761L, spread);
    }
}
