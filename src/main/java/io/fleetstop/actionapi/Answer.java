package io.fleetstop.actionapi;

/**
 * What a call is answered, written in the language of its cloud.
 *
 * @param code {@code OK} or the cloud's code of the error
 */
public record Answer(int httpStatus, String contentType, String body, String code) {}
