package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the database says, asked behind the service's back. */
record JobRecord(String databaseUrl) {

    /** How many holders the job has had. */
    int leaseEpoch(String jobId) {
        return number("SELECT lease_epoch FROM stop_job WHERE id = ?::uuid", jobId);
    }

    int outcomes(String jobId) {
        return number("SELECT count(*) FROM stop_outcome WHERE job_id = ?::uuid", jobId);
    }

    int jobsWithToken(String token) {
        return number("SELECT count(*) FROM stop_job WHERE client_token = ?", token);
    }

    /** Replicas that the database takes for alive. */
    Set<String> replicas() {
        return Set.copyOf(texts("SELECT id FROM replica WHERE alive_until > clock_timestamp()"));
    }

    /** Jobs that the replica works on. */
    Set<String> heldBy(String replica) {
        return Set.copyOf(texts("SELECT id FROM stop_job WHERE leased_by = ?::uuid", replica));
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
