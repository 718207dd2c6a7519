/** What the simulated cloud can be asked to do, one class an action. Knows calls and instances, not connections. */
package io.fleetstop.simulator.action;
