package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A cloud may answer with any text; one that the database refuses would hold up all outcomes written with it. */
class OutcomeTextTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final Lease lease = record.leased(JobSketch.on(JobSketch.newTarget()), record.replica());

    @ParameterizedTest
    @ValueSource(strings = {"", "停止 – ünï", "👍", "\r\n\t", "'; drop table stop_job; --", "\uFFFF", "{\"a\":[]}"})
    void text_is_kept_as_it_is(String text) {
        assertThat(stored(text).getString("provider_message")).isEqualTo(text);
    }

    @Test
    void characters_that_no_database_text_holds_are_replaced() {
        assertThat(stored("a\0b\uD83Dc\uDC4D").getString("provider_message")).isEqualTo("a?b?c?");
    }

    @Test
    void code_without_a_message_gets_one() {
        Outcome outcome = new Outcome(
                UUID.randomUUID(), 1, 0, OperationState.Failed, false, 1, "Code", null, "Code", null, null, null);

        assertThat(outcome.message()).isEqualTo("Code");
    }

    @Test
    void long_text_is_cut_between_characters() {
        Row kept = stored("👍".repeat(5000));

        assertThat(kept.getString("provider_message")).isEqualTo("👍".repeat(1024));
        assertThat(kept.getString("message")).isEqualTo("👍".repeat(1024));
        assertThat(kept.getString("code")).isEqualTo("👍".repeat(128));
        assertThat(kept.getString("provider_code")).isEqualTo("👍".repeat(128));
        assertThat(kept.getString("provider_request_id")).isEqualTo("👍".repeat(128));
    }

    private Row stored(String text) {
        record.settle(new Outcome(
                lease.jobId(), lease.epoch(), 0, OperationState.Failed, false, 1, text, text, text, text, text, null));
        return DATABASE.row("SELECT * FROM stop_outcome WHERE job_id = $1", lease.jobId());
    }
}
