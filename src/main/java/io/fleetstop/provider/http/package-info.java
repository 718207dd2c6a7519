/**
 * One request to a cloud, from its key to the last byte of the answer, whatever the cloud. Tells how it fared on the wire and nothing of
 * what the answer means.
 */
package io.fleetstop.provider.http;
