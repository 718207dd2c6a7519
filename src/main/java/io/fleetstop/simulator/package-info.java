/**
 * Plays Alibaba Cloud ECS and Volcengine ECS over real HTTP on a port of its own, to try the service out and to test it. Off in
 * production. Shares with the service only the reading and signing of requests.
 */
package io.fleetstop.simulator;
