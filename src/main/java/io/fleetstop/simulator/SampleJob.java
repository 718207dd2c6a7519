package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import java.util.List;
import java.util.stream.Stream;

/** The hundred ids that show all that can happen: 81 instances that stop, one of each special kind, two that do not exist. */
final class SampleJob {
    private static final int EXISTING = 98;
    private static final List<String> MISSING = List.of("i-simgone1", "i-simgone2");

    private SampleJob() {}

    static List<String> instanceIds(Fleet fleet) {
        Stream<String> existing = fleet.all().stream().limit(EXISTING).map(Instance::id);
        return Stream.concat(existing, MISSING.stream()).toList();
    }
}
