/** What the simulated cloud can be asked to do in Volcengine's words, one class an action. The instances are those of the other dialect. */
package io.fleetstop.simulator.volcengine;
