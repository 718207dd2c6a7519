/**
 * Decides how fast the clouds are called. Plain Java: numbers and elapsed time in, waits out; knows nothing of jobs or clouds. Its first
 * form is a backoff for each refused call; the rate that all replicas learn together belongs here.
 */
package io.fleetstop.pacing;
