/**
 * Spans, for a collector that takes OpenTelemetry's protocol: of the requests that bring jobs, and for whoever makes more of them. Without
 * a collector there are none, and nothing here costs anything.
 */
package io.fleetstop.tracing;
