package io.fleetstop.process;

import io.fleetstop.process.history.History.Intruder;
import io.fleetstop.process.history.History.Job;
import io.fleetstop.process.history.History.OutcomeRow;
import io.fleetstop.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the database saw, with triggers of the test's own that watch who leases and who records. */
final class RecordWitness {

    /**
     * A process is told by its sessions' name, and holds a job from the moment it raises the epoch until someone else does. Before the
     * insert, so that an intruder is noticed even where the key keeps the row out; after it, to tell whether a row came of it. Each
     * statement of a volatile function sees what was committed last, so a settle that waited for the claim's lock is judged by the claim.
     * Giving up a job that kills its holders is nobody's lease.
     */
    private static final String WATCH = """
            CREATE TABLE seen_holder (job_id uuid PRIMARY KEY, who text NOT NULL);
            CREATE TABLE seen_intruder (job_id uuid, ordinal int, writer text, holder text, written boolean);

            CREATE FUNCTION note_holder() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO seen_holder VALUES (NEW.id, current_setting('application_name'))
                ON CONFLICT (job_id) DO UPDATE SET who = excluded.who;
                RETURN NULL;
            END $$;
            CREATE TRIGGER note_first_holder AFTER INSERT ON stop_job
                FOR EACH ROW WHEN (NEW.lease_epoch > 0) EXECUTE FUNCTION note_holder();
            CREATE TRIGGER note_next_holder AFTER UPDATE ON stop_job
                FOR EACH ROW WHEN (NEW.lease_epoch <> OLD.lease_epoch) EXECUTE FUNCTION note_holder();

            CREATE FUNCTION note_intruder() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE holder text;
            BEGIN
                SELECT who INTO holder FROM seen_holder WHERE job_id = NEW.job_id;
                IF holder IS DISTINCT FROM current_setting('application_name') AND NEW.code IS DISTINCT FROM 'Quarantined' THEN
                    INSERT INTO seen_intruder
                    VALUES (NEW.job_id, NEW.ordinal, current_setting('application_name'), holder, TG_WHEN = 'AFTER');
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER note_intruder BEFORE INSERT ON stop_outcome FOR EACH ROW EXECUTE FUNCTION note_intruder();
            CREATE TRIGGER note_intrusion AFTER INSERT OR UPDATE ON stop_outcome FOR EACH ROW EXECUTE FUNCTION note_intruder();
            """;

    private final String database;
    private final Instant epoch;

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param epoch from which the outcomes' times are counted */
    RecordWitness(String database, Instant epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    /** To be called once the tables are there, and before the first job. */
    void watch() {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(WATCH);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Holds up whoever wants to record an outcome, until closed: meanwhile outcomes pile up in the processes that reached them. */
    AutoCloseable jam() {
        try {
            Connection connection = TestDatabase.connect(database);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE stop_outcome IN SHARE MODE");
            }
            return connection;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    int openJobs() {
        return all("SELECT count(*) FROM stop_job WHERE finished_at IS NULL", row -> row.getInt(1))
                .get(0);
    }

    /** Take-overs, that is, leases beyond each job's first. */
    int takeOvers() {
        return all("SELECT coalesce(sum(greatest(lease_epoch - 1, 0)), 0) FROM stop_job", row -> row.getInt(1))
                .get(0);
    }

    List<Job> jobs() {
        return all(
                "SELECT * FROM stop_job ORDER BY id",
                row -> new Job(
                        row.getString("id"),
                        row.getString("client_token"),
                        List.of((String[]) row.getArray("instance_ids").getArray()),
                        row.getObject("finished_at") != null,
                        Map.of(
                                "Accepted", row.getInt("accepted"),
                                "Stopped", row.getInt("stopped"),
                                "Failed", row.getInt("failed"),
                                "Skipped", row.getInt("skipped"),
                                "Cancelled", row.getInt("cancelled"))));
    }

    List<OutcomeRow> outcomes() {
        return all(
                "SELECT * FROM stop_outcome ORDER BY job_id, ordinal",
                row -> new OutcomeRow(
                        row.getString("job_id"),
                        row.getInt("ordinal"),
                        row.getString("state"),
                        row.getBoolean("already_stopped"),
                        row.getString("code"),
                        Duration.between(
                                epoch,
                                row.getObject("settled_at", OffsetDateTime.class)
                                        .toInstant())));
    }

    List<Intruder> intruders() {
        return all(
                "SELECT * FROM seen_intruder",
                row -> new Intruder(
                        row.getString("job_id"),
                        row.getInt("ordinal"),
                        row.getString("writer"),
                        row.getString("holder"),
                        row.getBoolean("written")));
    }

    private <T> List<T> all(String query, Reading<T> reading) {
        try (Connection connection = TestDatabase.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reading.read(rows));
            }
            return all;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
