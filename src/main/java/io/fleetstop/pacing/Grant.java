package io.fleetstop.pacing;

/**
 * Permits, and what is known now.
 *
 * @param count none when all that are due within the horizon are given out, or in a pause
 * @param first seconds until the first is due, the others following at the rate; negative for those that could have been used before
 * @param throttledShare for people: of the calls of the last minute or so, by all replicas, those refused for the rate; from 0 to 1
 */
public record Grant(Pace pace, int count, double first, double throttledShare) {}
