/** Alibaba Cloud's language: {@code StopInstance} and {@code StopInstances} of ECS, version 2014-05-26, for its own clients. */
package io.fleetstop.actionapi.aliyun;
