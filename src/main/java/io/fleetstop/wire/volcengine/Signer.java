package io.fleetstop.wire.volcengine;

/**
 * Whose call it is.
 *
 * @param region the region that the call was signed for, which is the only place where it is named
 * @param signed what the signature covers: the same for a copy of this call, and for no other call
 */
public record Signer(String accessKeyId, String region, String signed) {}
