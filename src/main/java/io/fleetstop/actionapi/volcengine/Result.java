package io.fleetstop.actionapi.volcengine;

import io.fleetstop.job.StopJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A job that is over, as the vendor's page "StopInstances" tells it: each instance, with an error where there is one. */
final class Result {
    private Result() {}

    static JsonObject of(StopJob job) {
        JsonArray details = new JsonArray();
        job.operations().forEach(operation -> details.add(detail(operation)));
        return new JsonObject()
                .put("OperationDetails", details)
                .put("JobId", job.id().toString());
    }

    private static JsonObject detail(StopJob.Operation operation) {
        JsonObject detail = new JsonObject().put("InstanceId", operation.instanceId());
        StopJob.Fault fault = operation.error();
        return operation.state().isUnsuccessful()
                ? detail.put("Error", new JsonObject().put("Code", fault.code()).put("Message", fault.message()))
                : detail;
    }
}
