package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the database says of many jobs at once, asked behind the service's back. */
record JobTables(Answers database) {

    JobTables(String databaseUrl) {
        this(new Answers(databaseUrl));
    }

    /** Every column of the rows of these jobs and of their outcomes. */
    List<String> rows(Collection<String> jobs) {
        return database.texts("""
                SELECT to_jsonb(job)::text FROM stop_job AS job WHERE id = ANY (?::uuid[])
                UNION ALL
                SELECT to_jsonb(outcome)::text FROM stop_outcome AS outcome WHERE job_id = ANY (?::uuid[])
                ORDER BY 1
                """, array(jobs), array(jobs));
    }

    Set<String> ids() {
        return Set.copyOf(database.texts("SELECT id FROM stop_job"));
    }

    int open() {
        return database.number("SELECT count(*) FROM stop_job WHERE finished_at IS NULL");
    }

    int openOf(Collection<String> jobs) {
        return database.number(
                "SELECT count(*) FROM stop_job WHERE finished_at IS NULL AND id = ANY (?::uuid[])", array(jobs));
    }

    int takenOver() {
        return database.number("SELECT count(*) FROM stop_job WHERE lease_epoch > 1");
    }

    int replicaRows(String replica) {
        return database.number("SELECT count(*) FROM replica WHERE id = ?::uuid", replica);
    }

    /** Final jobs whose counters differ from what was recorded of their operations: there must be none. */
    List<String> miscounted() {
        return database.texts("""
                SELECT job.id FROM stop_job AS job
                 WHERE finished_at IS NOT NULL
                   AND (total, accepted, stopped, failed, skipped, cancelled) <> (
                       SELECT count(*), count(*) FILTER (WHERE outcome.state = 'Accepted'),
                              count(*) FILTER (WHERE outcome.state = 'Stopped'),
                              count(*) FILTER (WHERE outcome.state = 'Failed'),
                              count(*) FILTER (WHERE outcome.state = 'Skipped'),
                              count(*) FILTER (WHERE outcome.state = 'Cancelled')
                         FROM stop_outcome AS outcome WHERE job_id = job.id)
                """);
    }

    /** Final jobs by state, as in "Failed 1". */
    List<String> ends() {
        return database.texts("SELECT state || ' ' || count(*) FROM stop_job GROUP BY state ORDER BY state");
    }

    /** Statements run in this database that wrote outcomes, with effect or without. */
    int settles() {
        return database.number("""
                SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
                 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND query LIKE 'WITH given AS MATERIALIZED%'
                """);
    }

    void countStatements() {
        try (Connection connection = TestDatabase.connect(database.databaseUrl());
                PreparedStatement statement =
                        connection.prepareStatement("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")) {
            statement.execute();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String array(Collection<String> jobs) {
        return "{" + String.join(",", jobs) + "}";
    }
}
