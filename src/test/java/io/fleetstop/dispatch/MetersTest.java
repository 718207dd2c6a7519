package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Settle;
import io.fleetstop.job.CloseJobs.Closed;
import io.fleetstop.job.JobState;
import io.fleetstop.job.OperationState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void counters_of_a_target_are_there_before_anything_happens_and_no_others_come() {
        meters.watch("prod", () -> null);
        int before = registry.getMeters().size();

        for (OperationState state : OperationState.values()) {
            if (state.isUnsuccessful()) {
                meters.settled("prod", new Settle(state, false, "Some.CloudsOwnWord", ""));
            }
        }
        meters.settled("prod", Settle.success(OperationState.Accepted, false));
        meters.jobFinished(JobState.Cancelled);

        assertThat(registry.getMeters()).hasSize(before);
        assertThat(unsuccessful("prod", "Other")).isEqualTo(3);
    }

    @Test
    void success_has_no_reason() {
        meters.settled("prod", Settle.success(OperationState.Stopped, false));

        assertThat(registry.find("fleetstop.operations.unsuccessful").counters())
                .isEmpty();
    }

    @Test
    void job_that_was_closed_counts_as_if_it_had_been_worked_on() {
        meters.closed(new Closed(UUID.randomUUID(), "gone", JobState.PartiallySucceeded, "Quarantined", 3, 0));

        assertThat(unsuccessful("gone", "Quarantined")).isEqualTo(3);
        assertThat(registry.get("fleetstop.operations.settled")
                        .tags("target", "gone", "state", "Failed")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("fleetstop.jobs.finished")
                        .tag("state", "PartiallySucceeded")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private double unsuccessful(String target, String code) {
        return registry.get("fleetstop.operations.unsuccessful")
                .tags("target", target, "code", code)
                .counter()
                .count();
    }
}
