package io.fleetstop.testing;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the audit trail says, read with the service's own rights. Tests name their requests, so that each finds its own rows. */
public record AuditRows(Pool pool) {
    private static final String QUESTION = "SELECT * FROM audit WHERE request_id = $1 ORDER BY id";

    public List<JsonObject> of(String requestId) {
        var rows = MigratedDatabase.await(pool.preparedQuery(QUESTION).execute(Tuple.of(requestId)));
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
