package io.fleetstop.pacing;

/**
 * Permits, and what is known now.
 *
 * @param count none when all that are due within the horizon are given out, or in a pause
 * @param first seconds until the first is due; negative for those that could have been used before
 * @param spacing seconds between them
 */
public record Grant(Pace pace, int count, double first, double spacing) {}
