/** The instances that the simulated cloud has, and what becomes of them as time passes. Knows nothing of HTTP. */
package io.fleetstop.simulator.fleet;
