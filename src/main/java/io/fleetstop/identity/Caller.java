package io.fleetstop.identity;

/**
 * Who sent the request at hand. Taken from the credential, never from the body.
 *
 * @param tenant whose jobs and tokens these are
 * @param name who it was, for people who read the record later
 */
public record Caller(String tenant, String name) {}
