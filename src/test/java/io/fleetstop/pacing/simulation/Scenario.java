package io.fleetstop.pacing.simulation;

import java.util.function.DoubleUnaryOperator;

/**
 * A cloud and some work.
 *
 * @param limit calls per second at a time
 * @param neighbour calls per second of others on the same account at a time
 * @param lifetimes of the replicas: from when until when each lives
 */
record Scenario(
        String name,
        int calls,
        DoubleUnaryOperator limit,
        double burst,
        DoubleUnaryOperator neighbour,
        double shortestCall,
        double longestCall,
        boolean hints,
        double[][] lifetimes) {

    private static final double ENDLESS = 1e9;

    static Scenario of(String name, int calls, DoubleUnaryOperator limit, double burst) {
        return new Scenario(name, calls, limit, burst, time -> 0, 0.05, 0.15, false, new double[][] {{0, ENDLESS}});
    }

    Scenario beside(DoubleUnaryOperator others) {
        return new Scenario(name, calls, limit, burst, others, shortestCall, longestCall, hints, lifetimes);
    }

    Scenario answering(double shortest, double longest) {
        return new Scenario(name, calls, limit, burst, neighbour, shortest, longest, hints, lifetimes);
    }

    Scenario hinting() {
        return new Scenario(name, calls, limit, burst, neighbour, shortestCall, longestCall, true, lifetimes);
    }

    Scenario replicas(int count) {
        double[][] all = new double[count][];
        java.util.Arrays.setAll(all, each -> new double[] {each * 0.01, ENDLESS});
        return living(all);
    }

    Scenario living(double[]... times) {
        return new Scenario(name, calls, limit, burst, neighbour, shortestCall, longestCall, hints, times);
    }

    /** Seconds that it takes who knows the limit at all times. */
    double ideal() {
        double step = 0.001;
        double taken = burst;
        double time = 0;
        while (taken < calls) {
            taken += (limit.applyAsDouble(time) - neighbour.applyAsDouble(time)) * step;
            time += step;
        }
        return time;
    }
}
