package io.fleetstop.pacing.simulation;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** What a cloud may do. */
final class Scenarios {
    private static final DoubleUnaryOperator STEPS = time -> time < 20 ? 50 : time < 40 ? 20 : 100;
    private static final DoubleUnaryOperator ON_AND_OFF = time -> (int) (time / 20) % 2 == 1 ? 40 : 0;
    private static final DoubleUnaryOperator OUTAGE = time -> time >= 20 && time < 40 ? 1e-9 : 100;

    static final List<Scenario> ALL = List.of(
            Scenario.of("steady: 50/s, burst 50", 3_000, time -> 50, 50),
            Scenario.of("low: 5/s, burst 10", 300, time -> 5, 10),
            Scenario.of("fast: 400/s, burst 100", 10_000, time -> 400, 100),
            Scenario.of("steps: 50, 20, 100/s, 20 s each", 3_400, STEPS, 50),
            Scenario.of("neighbour: 100/s, 40 of them taken every other 20 s", 6_000, time -> 100, 50)
                    .beside(ON_AND_OFF),
            Scenario.of("outage: 100/s, nothing for 20 s", 6_000, OUTAGE, 50),
            Scenario.perMinute("600 calls in each minute", 1_900, 600),
            Scenario.perMinute("the same, with hints when to come back", 1_900, 600)
                    .hinting(),
            Scenario.of("big burst: 20/s, burst 1000", 3_000, time -> 20, 1_000),
            Scenario.of("tiny burst: 50/s, burst 5", 1_500, time -> 50, 5),
            Scenario.of("slow answers: 50/s, 50 to 500 ms", 1_500, time -> 50, 50)
                    .answering(0.05, 0.5),
            Scenario.of("one job of a hundred: 20/s, burst 20", 100, time -> 20, 20),
            Scenario.of("very low: 1/s, burst 5", 100, time -> 1, 5),
            Scenario.of("replicas die at 15 s and join at 30 s: 100/s", 6_000, time -> 100, 50)
                    .changing(15, 30));

    private Scenarios() {}
}
