/**
 * Volcengine ECS, version 2020-04-01. The only place besides {@code wire.volcengine} and the simulator that knows this cloud's words.
 * The way of a call: {@link io.fleetstop.provider.volcengine.EcsCall} → {@link io.fleetstop.provider.volcengine.SignedHeaders} → {@link
 * io.fleetstop.provider.http.SignedCalls} → {@link io.fleetstop.provider.http.Exchange} → {@link
 * io.fleetstop.provider.volcengine.StopReading} or {@link io.fleetstop.provider.volcengine.StatesReading}.
 */
package io.fleetstop.provider.volcengine;
