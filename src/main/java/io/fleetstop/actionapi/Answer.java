package io.fleetstop.actionapi;

/** What a call is answered, written in the language of its cloud. */
public record Answer(int httpStatus, String contentType, String body) {}
