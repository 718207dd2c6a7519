package io.fleetstop.testing;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What the audit trail says, read with the service's own rights. Tests name their requests, so that each finds its own rows. */
public record AuditRows(Pool pool) {
    private static final String OF_REQUEST = "SELECT * FROM audit WHERE request_id = $1 ORDER BY id";
    private static final String OF_JOB = "SELECT * FROM audit WHERE job_id = $1 ORDER BY id";

    public List<JsonObject> of(String requestId) {
        return rows(OF_REQUEST, Tuple.of(requestId));
    }

    /** Of all requests that made the job or were about it. */
    public List<JsonObject> ofJob(String id) {
        return rows(OF_JOB, Tuple.of(UUID.fromString(id)));
    }

    private List<JsonObject> rows(String question, Tuple key) {
        var rows = MigratedDatabase.await(pool.preparedQuery(question).execute(key));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getDelegate().toJson())
                .toList();
    }

    /** The only one there is. */
    public JsonObject only(String requestId) {
        List<JsonObject> rows = of(requestId);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows of request " + requestId + ": " + rows);
        }
        return rows.get(0);
    }
}
