/**
 * Alibaba Cloud ECS, version 2014-05-26. The only place besides {@code wire.aliyun} and the simulator that knows this cloud's words.
 * The way of a call: {@link io.fleetstop.provider.aliyun.EcsCall} → {@link io.fleetstop.provider.aliyun.SignedHeaders} → {@link
 * io.fleetstop.provider.http.SignedCalls} → {@link io.fleetstop.provider.http.Exchange} → {@link
 * io.fleetstop.provider.aliyun.StopReading} or {@link io.fleetstop.provider.aliyun.StatesReading}.
 */
package io.fleetstop.provider.aliyun;
