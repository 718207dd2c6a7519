/**
 * Decides how fast the clouds are called. The quota is the account's and nobody knows it, so all replicas learn one rate together: each
 * draws permits from a shared record ({@link io.fleetstop.pacing.SharedPace}), tells what became of them, and draws its conclusions by one
 * law ({@link io.fleetstop.pacing.Law}). Plain Java: numbers and elapsed time in, permits and waits out; knows nothing of jobs or clouds.
 */
package io.fleetstop.pacing;
