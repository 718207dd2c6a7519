package io.fleetstop.job;

import io.fleetstop.job.Creation.Created;
import io.fleetstop.job.Creation.TokenKnown;
import io.fleetstop.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

class ClientTokenTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @Test
    void repeat_finds_the_first_job() {
        UUID first = record.leased(sketch, replica).jobId();

        assertThat(record.store(sketch, replica)).isEqualTo(new TokenKnown(first, true, false));
    }

    @Test
    void repeat_is_told_that_the_job_is_final() {
        Lease lease = record.leased(sketch, replica);
        record.finish(lease, OperationState.Accepted);

        assertThat(record.store(sketch, replica)).isEqualTo(new TokenKnown(lease.jobId(), true, true));
    }

    @Test
    void other_request_under_the_same_token_is_told_apart() {
        Lease lease = record.leased(sketch, replica);

        assertThat(record.store(sketch.asking(2), replica)).isEqualTo(new TokenKnown(lease.jobId(), false, false));
        record.finish(lease, OperationState.Accepted);
        assertThat(record.store(sketch.asking(2), replica)).isEqualTo(new TokenKnown(lease.jobId(), false, true));
    }

    @Test
    void tenants_do_not_share_tokens() {
        record.store(sketch, replica);

        assertThat(record.store(sketch.ofTenant("team-b"), replica)).isInstanceOf(Created.class);
    }

    @Test
    void tokens_differ_by_case() {
        NewJob lower = sketch.job();
        record.store(sketch, replica);

        Creation upper = await(record.create.createOrFind(
                new NewJob(
                        lower.tenant(),
                        lower.clientToken().toUpperCase(Locale.ROOT),
                        lower.fingerprint(),
                        lower.createdBy(),
                        null,
                        lower.target(),
                        lower.provider(),
                        lower.region(),
                        lower.instanceIds(),
                        lower.options(),
                        null,
                        lower.provenance(),
                        lower.traceparent()),
                JobRecord.NO_BOUND,
                Optional.empty()));

        assertThat(upper).isInstanceOf(Created.class);
    }

    @Test
    void of_many_at_once_one_creates_and_all_others_find_it() {
        for (int round = 0; round < 20; round++) {
            JobSketch same = JobSketch.on(sketch.target());
            List<Creation> answers = await(Uni.join()
                    .all(Stream.generate(() ->
                                    record.create.createOrFind(same.job(), JobRecord.NO_BOUND, Optional.of(replica)))
                            .limit(12)
                            .toList())
                    .andFailFast());

            List<Created> created = answers.stream()
                    .filter(Created.class::isInstance)
                    .map(Created.class::cast)
                    .toList();
            assertThat(created).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !created.contains(answer))
                    .containsOnly(new TokenKnown(created.get(0).job().id(), true, false));
        }
    }
}
