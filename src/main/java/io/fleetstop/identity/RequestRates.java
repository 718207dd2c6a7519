package io.fleetstop.identity;

import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests each tenant sends here. Kept by each replica for itself: it protects the replica, and not the clouds. */
@Singleton
class RequestRates {
    private final Tenants tenants;

    /** As many as tenants are configured, never more: a caller's tenant comes from the configuration. */
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RequestRates(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Counts a request. */
    boolean isOver(String tenant) {
        return !buckets.computeIfAbsent(tenant, this::full).tryConsume(1);
    }

    private Bucket full(String tenant) {
        int perSecond = tenants.requestsPerSecond(tenant);
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
