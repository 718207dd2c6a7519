package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** What the database lets this service do with the audit trail. */
@ApplicationScoped
public class AuditRights {

    /** An owner may grant itself whatever it took from itself, and a member of the owner may act as it. */
    static final String MAY_ALTER = """
            SELECT has_any_column_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE, TRUNCATE')
                   OR pg_has_role(relowner, 'MEMBER') AS may_alter
              FROM pg_class WHERE oid = 'audit'::regclass
            """;

    private final Pool pool;

    AuditRights(Pool pool) {
        this.pool = pool;
    }

    /** Whether rows could be changed or deleted with the rights that this service has. */
    public Uni<Boolean> mayAlter() {
        return pool.query(MAY_ALTER)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("may_alter"));
    }
}
