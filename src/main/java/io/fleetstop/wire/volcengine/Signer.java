package io.fleetstop.wire.volcengine;

/**
 * Whose call it is.
 *
 * @param region the region that the call was signed for, which is the only place where it is named
 */
public record Signer(String accessKeyId, String region) {}
