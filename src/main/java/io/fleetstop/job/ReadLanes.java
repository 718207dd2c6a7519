package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads how the targets look from all replicas that live, as of their last beats. */
@ApplicationScoped
public class ReadLanes {

    /** The table is a handful of rows, so reading all of it is right. */
    static final String LANES = "SELECT lanes FROM replica WHERE alive_until > statement_timestamp()";

    private final Pool pool;

    ReadLanes(Pool pool) {
        this.pool = pool;
    }

    /** One for each replica and target. */
    public Uni<List<LaneReport>> all() {
        return pool.preparedQuery(LANES)
                .execute()
                .map(rows -> Sql.stream(rows)
                        .flatMap(row -> LaneReport.fromJson(row.getJsonArray("lanes")).stream())
                        .toList());
    }
}
