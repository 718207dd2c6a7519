package io.fleetstop.pacing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A cloud and some work.
 *
 * @param limit calls per second at a time; of a minute, the mean
 * @param burst that a bucket holds; infinite for a limit by the minute
 * @param neighbour calls per second of others on the same account at a time
 * @param replicas how many there are at first
 * @param changes when every other replica dies, and when as many new ones join; empty when nothing of that happens
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
        int replicas,
        double[] changes) {

    private static final double ENDLESS = 1e6;
    /** They do not all start in the same moment. */
    private static final double STAGGER = 0.01;

    /** When one replica begins and ends. */
    record Lifetime(double from, double until) {}

    static Scenario of(String name, int calls, DoubleUnaryOperator limit, double burst) {
        return new Scenario(name, calls, limit, burst, time -> 0, 0.05, 0.15, false, 1, new double[0]);
    }

    static Scenario perMinute(String name, int calls, int limit) {
        return of(name, calls, time -> limit / 60.0, Double.POSITIVE_INFINITY);
    }

    HiddenLimit hidden() {
        return Double.isInfinite(burst)
                ? new HiddenLimit.Minute((int) Math.round(limit.applyAsDouble(0) * 60))
                : new HiddenLimit.Bucket(limit, burst);
    }

    Scenario beside(DoubleUnaryOperator others) {
        return new Scenario(name, calls, limit, burst, others, shortestCall, longestCall, hints, replicas, changes);
    }

    Scenario answering(double shortest, double longest) {
        return new Scenario(name, calls, limit, burst, neighbour, shortest, longest, hints, replicas, changes);
    }

    Scenario hinting() {
        return new Scenario(name, calls, limit, burst, neighbour, shortestCall, longestCall, true, replicas, changes);
    }

    Scenario changing(double death, double birth) {
        return new Scenario(
                name, calls, limit, burst, neighbour, shortestCall, longestCall, hints, replicas, new double[] {
                    death, birth
                });
    }

    Scenario replicas(int count) {
        return new Scenario(name, calls, limit, burst, neighbour, shortestCall, longestCall, hints, count, changes);
    }

    /** With changes, all but one in two live on; a single one dies as its successor begins. */
    List<Lifetime> lifetimes() {
        List<Lifetime> all = new ArrayList<>();
        IntStream.range(0, replicas).forEach(each -> {
            boolean dies = changes.length > 0 && each % 2 == 0;
            all.add(new Lifetime(each * STAGGER, dies ? changes[0] + each * STAGGER : ENDLESS));
            if (dies) {
                double birth = replicas == 1 ? changes[0] + STAGGER : changes[1];
                all.add(new Lifetime(birth + each * STAGGER, ENDLESS));
            }
        });
        return all;
    }

    /** Seconds that it takes who knows the limit at all times. */
    double ideal() {
        if (Double.isInfinite(burst)) {
            double perMinute = limit.applyAsDouble(0) * 60;
            return Math.floor((calls - 1) / perMinute) * 60;
        }
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
