package io.fleetstop.pacing;

/** What a replica asks of the {@link SharedPace}. */
public sealed interface Request permits Draw, Course {}
