package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the database says of many jobs at once, asked behind the service's back. */
record JobTables(String databaseUrl) {

    /** Every column of the rows of these jobs and of their outcomes. */
    List<String> rows(Collection<String> jobs) {
        return texts("""
                SELECT to_jsonb(job)::text FROM stop_job AS job WHERE id = ANY (?::uuid[])
                UNION ALL
                SELECT to_jsonb(outcome)::text FROM stop_outcome AS outcome WHERE job_id = ANY (?::uuid[])
                ORDER BY 1
                """, array(jobs), array(jobs));
    }

    Set<String> ids() {
        return Set.copyOf(texts("SELECT id FROM stop_job"));
    }

    int open() {
        return number("SELECT count(*) FROM stop_job WHERE finished_at IS NULL");
    }

    int openOf(Collection<String> jobs) {
        return number("SELECT count(*) FROM stop_job WHERE finished_at IS NULL AND id = ANY (?::uuid[])", array(jobs));
    }

    int takenOver() {
        return number("SELECT count(*) FROM stop_job WHERE lease_epoch > 1");
    }

    int replicaRows(String replica) {
        return number("SELECT count(*) FROM replica WHERE id = ?::uuid", replica);
    }

    /** Final jobs whose counters differ from what was recorded of their operations: there must be none. */
    List<String> miscounted() {
        return texts("""
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
        return texts("SELECT state || ' ' || count(*) FROM stop_job GROUP BY state ORDER BY state");
    }

    /** Statements run in this database that wrote outcomes, with effect or without. */
    int settles() {
        return number("""
                SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
                 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND query LIKE 'WITH given AS MATERIALIZED%'
                """);
    }

    void countStatements() {
        try (Connection connection = TestDatabase.connect(databaseUrl);
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

    private int number(String query, String... parameters) {
        return Integer.parseInt(texts(query, parameters).get(0));
    }

    private List<String> texts(String query, String... parameters) {
        try (Connection connection = TestDatabase.connect(databaseUrl);
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int place = 0; place < parameters.length; place++) {
                statement.setString(place + 1, parameters[place]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
