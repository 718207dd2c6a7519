/** Holds what the service answers against its description, {@code META-INF/openapi.yaml}. */
package io.fleetstop.testing.contract;
