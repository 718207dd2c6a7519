/** Volcengine's language: {@code StopInstances} of ECS, version 2020-04-01, for its own clients. */
package io.fleetstop.actionapi.volcengine;
