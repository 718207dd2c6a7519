package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a tenant's jobs, newest first, from a position on. Which statement is used depends on what is asked for: each goes along an index
 * that is in the list's own order, so that a page far down costs what the first one does.
 */
@ApplicationScoped
public class FindJobs {
    /** The planner must see how few rows are wanted, or it sorts all there are; of a parameter it knows nothing. */
    private static final String A_PAGE = """
            (SELECT id, created_at FROM stop_job
              WHERE tenant = $1
            """;

    /** The pair is compared as one value: with an OR instead, an index would be read from its beginning. */
    private static final String FROM_POSITION = """
                AND (created_at, id) < ($2::timestamptz, $3::uuid) AND created_at >= $4::timestamptz
              ORDER BY created_at DESC, id DESC
              LIMIT 101) AS page
             LIMIT $5
            """;

    static final String ALL = "SELECT * FROM " + A_PAGE + FROM_POSITION;

    static final String OF_TARGET = "SELECT * FROM " + A_PAGE + " AND target = $6" + FROM_POSITION;

    /** The test for an end is what makes the partial index fit: what a state implies the planner does not know. */
    static final String OPEN_IN_STATE = "SELECT * FROM " + A_PAGE
            + " AND finished_at IS NULL AND state = $6 AND ($7::text IS NULL OR target = $7)" + FROM_POSITION;

    static final String FINAL_IN_STATE =
            "SELECT * FROM " + A_PAGE + " AND finished_at IS NOT NULL AND state = $6" + FROM_POSITION;

    /** Apart from the one before: a target that may be null makes the planner expect next to no rows. */
    static final String FINAL_OF_TARGET =
            "SELECT * FROM " + A_PAGE + " AND finished_at IS NOT NULL AND state = $6 AND target = $7" + FROM_POSITION;

    static final String WITH_TOKEN = "SELECT * FROM " + A_PAGE
            + " AND client_token = $6 AND ($7::text IS NULL OR state = $7) AND ($8::text IS NULL OR target = $8)"
            + " AND ($9::text IS NULL OR $9 = ANY (instance_ids))" + FROM_POSITION;

    /**
     * An instance is in few jobs, so all of them are found first. Left to itself the planner walks the list from the top for a page that
     * never fills. Open jobs are not in the index of instances.
     */
    static final String WITH_INSTANCE =
            """
            WITH stop_job AS MATERIALIZED (
                SELECT id, created_at, tenant, state, target FROM stop_job
                 WHERE finished_at IS NOT NULL AND instance_ids @> ARRAY[$6::text]
                 UNION ALL
                SELECT id, created_at, tenant, state, target FROM stop_job
                 WHERE finished_at IS NULL AND tenant = $1 AND $6 = ANY (instance_ids))
            SELECT * FROM\s""" + A_PAGE + " AND ($7::text IS NULL OR state = $7) AND ($8::text IS NULL OR target = $8)"
                    + FROM_POSITION;

    private final Pool pool;

    FindJobs(Pool pool) {
        this.pool = pool;
    }

    /** A statement, and its values from the sixth on. */
    record Search(String statement, String... more) {
        /** What leaves the fewest jobs decides. */
        static Search of(JobFilter filter) {
            String state = filter.state() == null ? null : filter.state().name();
            if (filter.clientToken() != null) {
                return new Search(WITH_TOKEN, filter.clientToken(), state, filter.target(), filter.instanceId());
            }
            if (filter.instanceId() != null) {
                return new Search(WITH_INSTANCE, filter.instanceId(), state, filter.target());
            }
            if (state == null) {
                return filter.target() == null ? new Search(ALL) : new Search(OF_TARGET, filter.target());
            }
            if (!filter.state().isFinal()) {
                return new Search(OPEN_IN_STATE, state, filter.target());
            }
            return filter.target() == null
                    ? new Search(FINAL_IN_STATE, state)
                    : new Search(FINAL_OF_TARGET, state, filter.target());
        }

        Tuple values(String tenant, JobPosition from, Instant createdAfter, int most) {
            Tuple values = Tuple.from(Arrays.asList(
                    tenant, Sql.timestamp(from.createdAt()), from.id(), Sql.timestamp(createdAfter), most));
            Arrays.stream(more).forEach(values::addValue);
            return values;
        }
    }

    /**
     * @param most jobs at most, from 1 to 101
     * @return where they are in the list, in its order
     */
    public Uni<List<JobPosition>> find(String tenant, JobFilter filter, JobPosition from, int most) {
        Search search = Search.of(filter);
        Instant createdAfter = filter.createdAfter() == null ? Instant.EPOCH : filter.createdAfter();
        return pool.preparedQuery(search.statement())
                .execute(search.values(tenant, from, createdAfter, most))
                .map(rows -> Sql.stream(rows)
                        .map(row -> new JobPosition(Sql.instant(row, "created_at"), row.getUUID("id")))
                        .toList());
    }
}
