package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Adds to the audit trail what no other statement adds. A job that is made or taken back has its row from the very statement that does it,
 * so that neither is without the other.
 */
@ApplicationScoped
public class AppendAudit {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_CODE = 128;
    private static final int LONGEST_TARGET = 128;
    private static final int LONGEST_DETAIL = 512;

    /** Time and number are the database's own, by default. */
    static final String APPEND = """
            INSERT INTO audit (tenant, caller, came_from, request_id, door, action, decision, detail, job_id, client_token, target,
                               instances, instance_ids, left_out)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """;

    private final Pool pool;

    AppendAudit(Pool pool) {
        this.pool = pool;
    }

    /**
     * Past the time-out the row may have been written all the same. A row takes about a millisecond, so the few that are let through at once
     * serve all that the rates allow.
     */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 4, waitingTaskQueue = 256)
    public Uni<Void> append(AuditRow row) {
        return pool.preparedQuery(APPEND).execute(values(row)).replaceWithVoid();
    }

    private static Tuple values(AuditRow row) {
        Provenance provenance = row.provenance();
        return Tuple.from(Arrays.asList(
                row.tenant(),
                AuditText.fit(row.caller(), LONGEST_NAME),
                provenance.from(),
                provenance.requestId(),
                provenance.door(),
                provenance.deed().word(),
                AuditText.fit(row.decision(), LONGEST_CODE),
                AuditText.fit(row.detail(), LONGEST_DETAIL),
                row.jobId(),
                AuditText.masked(row.clientToken()),
                AuditText.fit(row.target(), LONGEST_TARGET),
                row.instances(),
                row.instanceIds() == null ? null : row.instanceIds().toArray(String[]::new),
                row.leftOut()));
    }
}
