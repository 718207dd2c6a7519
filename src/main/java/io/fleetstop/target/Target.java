package io.fleetstop.target;

import io.fleetstop.provider.Provider;
import java.util.OptionalDouble;

/**
 * One account and region of a cloud, ready to be called.
 *
 * @param maxInFlight calls in flight per replica at most
 * @param batchSize instances in one stop call at most
 * @param initialRate calls per second to start with; empty: the pacer's own choice
 * @param maxRate calls per second never to exceed; empty: only the cloud's answers bound it
 * @param protection the instances that are never stopped
 */
public record Target(
        String name,
        Cloud cloud,
        String region,
        Provider provider,
        int maxInFlight,
        int batchSize,
        OptionalDouble initialRate,
        OptionalDouble maxRate,
        Protection protection) {}
