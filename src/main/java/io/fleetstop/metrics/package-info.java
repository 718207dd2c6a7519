/**
 * What is measured beside the engine: how the record's open jobs stand, and what the framework measures of requests and connections, as far as
 * it helps. No label holds what a caller chose: each value of one is a series of its own, kept for ever.
 */
package io.fleetstop.metrics;
