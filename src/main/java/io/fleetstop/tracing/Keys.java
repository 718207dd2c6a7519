package io.fleetstop.tracing;

import io.opentelemetry.api.common.AttributeKey;

/** What spans tell. Never a client token, a key, a signature or an address that was asked for: its query holds them. */
public final class Keys {
    public static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    public static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    public static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    public static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    public static final AttributeKey<String> JOB = AttributeKey.stringKey("fleetstop.job");
    public static final AttributeKey<String> TARGET = AttributeKey.stringKey("fleetstop.target");
    /** Instances that the request or the call names. */
    public static final AttributeKey<Long> INSTANCES = AttributeKey.longKey("fleetstop.instances");

    /** How the caller speaks: {@code rest}, or the cloud whose language it is. */
    public static final AttributeKey<String> DOOR = AttributeKey.stringKey("fleetstop.door");
    /** An earlier request made the job. */
    public static final AttributeKey<Boolean> REPEAT = AttributeKey.booleanKey("fleetstop.repeat");

    public static final AttributeKey<String> CLOUD = AttributeKey.stringKey("fleetstop.cloud");
    /** In the cloud's words. */
    public static final AttributeKey<String> ACTION = AttributeKey.stringKey("fleetstop.action");

    public static final AttributeKey<String> ANSWER = AttributeKey.stringKey("fleetstop.answer");
    public static final AttributeKey<String> CODE = AttributeKey.stringKey("fleetstop.code");
    public static final AttributeKey<String> PROVIDER_CODE = AttributeKey.stringKey("fleetstop.provider_code");
    public static final AttributeKey<String> PROVIDER_REQUEST = AttributeKey.stringKey("fleetstop.provider_request_id");
    public static final AttributeKey<Long> EPOCH = AttributeKey.longKey("fleetstop.epoch");
    /** Which call it is for the instance, from 1; what is refused for the rate is made again under the same number. */
    public static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("fleetstop.attempt");

    public static final AttributeKey<String> STATE = AttributeKey.stringKey("fleetstop.state");

    private Keys() {}

    /** How many of a job's operations ended so. */
    public static AttributeKey<Long> count(String state) {
        return AttributeKey.longKey("fleetstop.operations." + state);
    }
}
