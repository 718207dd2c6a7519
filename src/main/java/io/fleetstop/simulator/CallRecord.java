package io.fleetstop.simulator;

import java.time.Duration;
import java.util.List;

/**
 * One call, as the simulated cloud saw it.
 *
 * @param at since the simulator was made
 * @param action the action asked for; empty when the call did not get as far as being understood
 * @param instanceIds the instances named; ids that do not exist are left out where an action lists many
 * @param tookEffect whether an instance changed because of it
 * @param code {@code OK}, the code answered, or the fault that stood in for an answer
 * @param httpStatus as answered; 0 when there was no answer
 */
public record CallRecord(
        Duration at, String action, List<String> instanceIds, boolean tookEffect, String code, int httpStatus) {}
