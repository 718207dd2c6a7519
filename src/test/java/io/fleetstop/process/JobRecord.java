package io.fleetstop.process;

import java.util.Set;

/** What the database says, asked behind the service's back. */
record JobRecord(Answers database) {

    JobRecord(String databaseUrl) {
        this(new Answers(databaseUrl));
    }

    /** How many holders the job has had. */
    int leaseEpoch(String jobId) {
        return database.number("SELECT lease_epoch FROM stop_job WHERE id = ?::uuid", jobId);
    }

    int outcomes(String jobId) {
        return database.number("SELECT count(*) FROM stop_outcome WHERE job_id = ?::uuid", jobId);
    }

    int jobsWithToken(String token) {
        return database.number("SELECT count(*) FROM stop_job WHERE client_token = ?", token);
    }

    /** Replicas that the database takes for alive. */
    Set<String> replicas() {
        return Set.copyOf(database.texts("SELECT id FROM replica WHERE alive_until > clock_timestamp()"));
    }

    /** Jobs that the replica works on. */
    Set<String> heldBy(String replica) {
        return Set.copyOf(database.texts("SELECT id FROM stop_job WHERE leased_by = ?::uuid", replica));
    }
}
