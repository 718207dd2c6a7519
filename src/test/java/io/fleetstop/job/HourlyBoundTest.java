package io.fleetstop.job;

import io.fleetstop.job.CreateJob.Bounds;
import io.fleetstop.job.Creation.Created;
import io.fleetstop.job.Creation.TokenKnown;
import io.fleetstop.job.Creation.TooManyInAnHour;
import io.fleetstop.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

/** How many instances a tenant has stopped in any one hour. */
class HourlyBoundTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final int MOST = 10;

    /** Jobs of the very same moment do not see each other; the database of the test takes so many statements at once. */
    private static final int AT_ONCE = 16;

    private final JobRecord record = new JobRecord(DATABASE);
    private final String tenant = "tenant-" + TENANTS.incrementAndGet();
    private final String target = JobSketch.newTarget();

    @Test
    void job_that_would_pass_it_is_not_stored() {
        store(of(6));
        store(of(4));

        assertThat(store(of(1))).isInstanceOf(TooManyInAnHour.class);
        assertThat(stored()).isEqualTo(10);
    }

    @Test
    void job_that_fits_is_stored_after_one_that_did_not() {
        store(of(6));

        assertThat(store(of(5))).isInstanceOf(TooManyInAnHour.class);
        assertThat(store(of(4))).isInstanceOf(Created.class);
    }

    @Test
    void what_is_over_or_was_taken_back_counts_as_well() {
        UUID replica = record.replica();
        Lease lease = ((Created) await(record.create.createOrFind(of(10).job(), bound(), Optional.of(replica))))
                .lease()
                .orElseThrow();
        record.finish(lease, OperationState.Cancelled);

        assertThat(store(of(1))).isInstanceOf(TooManyInAnHour.class);
    }

    @Test
    void what_is_an_hour_old_does_not_count_any_more() {
        agedBy(Duration.ofMinutes(61), created(of(10)));

        assertThat(store(of(10))).isInstanceOf(Created.class);
    }

    @Test
    void refusal_tells_when_enough_of_it_is_an_hour_old() {
        agedBy(Duration.ofMinutes(50), created(of(2)));
        agedBy(Duration.ofMinutes(40), created(of(3)));
        agedBy(Duration.ofMinutes(20), created(of(5)));

        assertThat(List.of(fitsIn(2), fitsIn(3), fitsIn(5), fitsIn(6), fitsIn(11)))
                .usingElementComparator((one, other) -> one.minus(other).abs().toSeconds() < 20 ? 0 : 1)
                .containsExactly(
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(40),
                        Duration.ofMinutes(60));
    }

    @Test
    void dry_runs_neither_count_nor_are_refused() {
        store(of(10).dry());
        store(of(10));

        assertThat(stored()).isEqualTo(20);
        assertThat(store(of(10).dry())).isInstanceOf(Created.class);
        assertThat(store(of(1))).isInstanceOf(TooManyInAnHour.class);
    }

    @Test
    void other_tenants_have_hours_of_their_own() {
        store(of(10));

        assertThat(store(of(10).ofTenant("other-" + tenant))).isInstanceOf(Created.class);
    }

    @Test
    void repeat_is_answered_however_much_it_was() {
        JobSketch first = of(10);
        UUID id = created(first);

        assertThat(store(first)).isEqualTo(new TokenKnown(id, true, false));
        assertThat(store(first.asking(2))).isEqualTo(new TokenKnown(id, false, false));
    }

    @Test
    void without_a_bound_there_is_none() {
        store(of(10));

        assertThat(record.store(of(100), null)).isInstanceOf(Created.class);
    }

    @Test
    void many_at_once_pass_it_by_no_more_than_are_stored_at_the_same_moment() {
        List<Creation> answers = await(Uni.join()
                .all(IntStream.range(0, 200)
                        .mapToObj(each -> record.create.createOrFind(of(1).job(), bound(), Optional.empty()))
                        .toList())
                .andFailFast());

        assertThat(answers.stream().filter(Created.class::isInstance).count())
                .isEqualTo(stored())
                .isBetween((long) MOST, (long) MOST + AT_ONCE - 1);
        assertThat(store(of(1))).isInstanceOf(TooManyInAnHour.class);
    }

    private Duration fitsIn(int instances) {
        return ((TooManyInAnHour) store(of(instances))).fitsIn();
    }

    private JobSketch of(int instances) {
        return JobSketch.on(target).ofTenant(tenant).of(instances);
    }

    private Creation store(JobSketch sketch) {
        return await(record.create.createOrFind(sketch.job(), bound(), Optional.empty()));
    }

    private UUID created(JobSketch sketch) {
        return ((Created) store(sketch)).job().id();
    }

    private static Bounds bound() {
        return new Bounds(1_000_000, OptionalInt.of(MOST));
    }

    private static void agedBy(Duration age, UUID job) {
        DATABASE.run(
                "UPDATE stop_job SET created_at = created_at - make_interval(secs => $2) WHERE id = $1", job, (double)
                        age.toSeconds());
    }

    private long stored() {
        return DATABASE.row("SELECT coalesce(sum(total), 0) AS instances FROM stop_job WHERE tenant = $1", tenant)
                .getLong("instances");
    }
}
