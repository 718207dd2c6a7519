package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import io.vertx.pgclient.PgException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** What the record never says, whatever statement writes it. */
class ConstraintsTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final UUID SOMEBODY = UUID.randomUUID();

    private final JobRecord record = new JobRecord(DATABASE);
    private UUID job;

    @BeforeEach
    void store_a_pending_job_of_two() {
        job = record.waiting(JobSketch.on(JobSketch.newTarget()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    state = 'Succeeded'                                                    | stop_job_final_is_finished
                    finished_at = now()                                                    | stop_job_final_is_finished
                    state = 'Running'                                                      | stop_job_running_has_started
                    state = 'Failed', finished_at = now(), lease_epoch = 1, leased_by = $1 | stop_job_final_is_not_leased
                    leased_by = $1                                                         | stop_job_lease_has_epoch
                    stopped = 2, failed = 1                                                | stop_job_progress_adds_up
                    accepted = 3                                                           | stop_job_progress_adds_up
                    accepted = -1                                                          | stop_job_accepted_check
                    total = 3                                                              | stop_job_ids_counted
                    instance_ids = '{}', total = 0                                         | stop_job_total_check
                    instance_ids = array_fill('i'::text, '{101}'), total = 101             | stop_job_total_check
                    state = 'Done', finished_at = now()                                    | stop_job_state_check
                    wait_for = 'Forever'                                                   | stop_job_wait_for_check
                    stopped_mode = 'Destroy'                                               | stop_job_stopped_mode_check
                    force_after_seconds = 60                                               | stop_job_force_needs_wait
                    wait_for = 'Stopped', force_after_seconds = 9                          | stop_job_force_after_seconds_check
                    max_concurrency = 0                                                    | stop_job_max_concurrency_check
                    client_token = 'two words'                                             | stop_job_client_token_check
                    client_token = ''                                                      | stop_job_client_token_check
                    client_token = repeat('x', 65)                                         | stop_job_client_token_check
                    fingerprint = 'short'                                                  | stop_job_fingerprint_check
                    tenant = ''                                                            | stop_job_tenant_check
                    description = repeat('x', 257)                                         | stop_job_description_check
                    deadline = created_at                                                  | stop_job_deadline_is_ahead
                    not_before = created_at + interval '8 days'                            | stop_job_not_before_is_near
                    """)
    void job_that_contradicts_itself_is_refused(String change, String constraint) {
        // Whether the change names somebody or not, the statement has the same two parameters.
        String sql = "UPDATE stop_job SET " + change + " WHERE id = $2 AND $1::uuid IS NOT NULL";

        assertRefused(constraint, sql, SOMEBODY, job);
    }

    @Test
    void token_is_used_once_by_a_tenant() {
        UUID second = record.waiting(JobSketch.on(JobSketch.newTarget()));

        assertRefused(
                "stop_job_tenant_client_token_key",
                "UPDATE stop_job SET client_token = (SELECT client_token FROM stop_job WHERE id = $1) WHERE id = $2",
                job,
                second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    100 | 'Failed'   | 1  | 'c'              | 'm'               | stop_outcome_ordinal_check
                    -1  | 'Failed'   | 1  | 'c'              | 'm'               | stop_outcome_ordinal_check
                    0   | 'Running'  | 1  | 'c'              | 'm'               | stop_outcome_state_check
                    0   | 'Failed'   | -1 | 'c'              | 'm'               | stop_outcome_attempts_check
                    0   | 'Failed'   | 1  | NULL             | NULL              | stop_outcome_fault_has_code
                    0   | 'Skipped'  | 0  | NULL             | NULL              | stop_outcome_fault_has_code
                    0   | 'Accepted' | 1  | 'c'              | 'm'               | stop_outcome_fault_has_code
                    0   | 'Failed'   | 1  | 'c'              | NULL              | stop_outcome_code_has_message
                    0   | 'Failed'   | 1  | repeat('x', 129) | 'm'               | stop_outcome_code_check
                    0   | 'Failed'   | 1  | 'c'              | repeat('x', 1025) | stop_outcome_message_check
                    """)
    void outcome_that_contradicts_itself_is_refused(
            String ordinal, String state, String attempts, String code, String message, String constraint) {
        assertRefused(constraint, outcome(ordinal, state, attempts, code, message), job);
    }

    @Test
    void operation_has_one_outcome() {
        String sql = outcome("0", "'Failed'", "1", "'c'", "'m'");

        assertThatNoException().isThrownBy(() -> DATABASE.run(sql, job));
        assertRefused("stop_outcome_pkey", sql, job);
    }

    private static String outcome(String ordinal, String state, String attempts, String code, String message) {
        return "INSERT INTO stop_outcome (job_id, ordinal, state, already_stopped, attempts, code, message, settled_at)"
                + " VALUES ($1, %s, %s, false, %s, %s, %s, now())".formatted(ordinal, state, attempts, code, message);
    }

    private static void assertRefused(String constraint, String sql, Object... values) {
        assertThatExceptionOfType(PgException.class)
                .isThrownBy(() -> DATABASE.run(sql, values))
                .extracting(PgException::getConstraint)
                .isEqualTo(constraint);
    }
}
