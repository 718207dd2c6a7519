/** Takes jobs in: what a request says, whether it may, whether it was said before. Knows nothing of how a job is worked on. */
package io.fleetstop.intake;
