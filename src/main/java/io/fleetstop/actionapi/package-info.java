/**
 * The doors through which the clouds' own clients walk. Each takes a signed call in its cloud's language, hands it to the same intake as
 * REST, waits for the job to end, and answers in that language.
 */
package io.fleetstop.actionapi;
