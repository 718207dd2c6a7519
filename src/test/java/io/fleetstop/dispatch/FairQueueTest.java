package io.fleetstop.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.fleetstop.provider.StopAnswer.Kind.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose operation is sent next, one turn after another; and at the end what that comes to in a lane. */
class FairQueueTest extends LaneFixture {
    private final FairQueue queue = new FairQueue();

    @Test
    void empty_queue_has_nothing_to_send() {
        assertThat(queue.poll()).isNull();
    }

    @Test
    void operations_of_one_job_come_in_their_order() {
        offer(job(3));
        assertThat(polled(3)).extracting(operation -> operation.ordinal).containsExactly(0, 1, 2);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void jobs_of_a_tenant_take_turns() {
        LeasedJob big = offer(job(100));
        LeasedJob small = offer(job(1));
        assertThat(jobs(polled(4))).containsExactly(big, small, big, big);
    }

    @Test
    void tenant_with_one_job_does_not_wait_behind_fifty_of_another() {
        IntStream.range(0, 50).forEach(each -> offer(jobOf("many", 100)));
        LeasedJob lone = offer(jobOf("one", 1));
        assertThat(jobs(polled(2))).contains(lone);
    }

    @Test
    void tenants_share_alike_however_many_jobs_they_have() {
        IntStream.range(0, 50).forEach(each -> offer(jobOf("many", 100)));
        offer(jobOf("one", 100));
        offer(jobOf("other", 100));
        List<Operation> sent = polled(90);
        assertThat(sent.stream().map(operation -> operation.job.tenant()).filter("one"::equals))
                .hasSize(30);
        assertThat(sent.stream().map(operation -> operation.job.tenant()).filter("many"::equals))
                .hasSize(30);
    }

    @Test
    void newcomer_waits_no_longer_than_one_round() {
        offer(jobOf("first", 100));
        offer(jobOf("second", 100));
        polled(7);
        LeasedJob late = offer(jobOf("late", 1));
        assertThat(jobs(polled(3))).contains(late);
    }

    @Test
    void job_at_its_most_calls_is_passed_over_and_goes_on_when_one_returned() {
        LeasedJob slow = offer(job(5, wish -> wish.maxConcurrency = 1));
        LeasedJob quick = offer(job(3));
        assertThat(jobs(polled(4))).containsExactly(slow, quick, quick, quick);
        assertThat(queue.poll()).isNull();

        slow.returned();
        queue.wake(slow);
        assertThat(jobs(polled(1))).containsExactly(slow);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void job_that_is_woken_twice_gets_one_turn() {
        LeasedJob woken = offer(job(3));
        LeasedJob other = offer(job(3));
        queue.wake(woken);
        queue.wake(woken);
        assertThat(jobs(polled(4))).containsExactly(woken, other, woken, other);
    }

    @Test
    void dropped_job_leaves_the_ring_and_the_others_in_it() {
        LeasedJob dropped = offer(jobOf("gone", 100));
        LeasedJob kept = offer(jobOf("kept", 2));
        dropped.drop();
        assertThat(jobs(polled(2))).containsExactly(kept, kept);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void tenant_whose_queue_ran_empty_can_come_back() {
        offer(jobOf("team", 1));
        polled(1);
        assertThat(queue.poll()).isNull();
        LeasedJob next = offer(jobOf("team", 1));
        assertThat(jobs(polled(1))).containsExactly(next);
    }

    @Test
    void lone_job_behind_fifty_of_another_tenant_is_done_within_two_round_trips() {
        cloud.otherwise(ACCEPTED);
        IntStream.range(0, 50).forEach(each -> lane.begin(jobOf("many", 100)));
        LeasedJob lone = jobOf("one", 1);
        lane.begin(lone);
        loop.pass(ScriptedProvider.LATENCY.multipliedBy(2).plus(Duration.ofMillis(100)));
        assertThat(written).anyMatch(outcome -> outcome.jobId().equals(lone.id()));
        assertThat(written).hasSizeLessThan(100);
    }

    private LeasedJob offer(LeasedJob job) {
        job.begin(loop.nanos(), 1).forEach(queue::offer);
        return job;
    }

    private static LeasedJob jobOf(String tenant, int instances) {
        return job(instances, wish -> wish.tenant = tenant);
    }

    private List<Operation> polled(int count) {
        List<Operation> polled = new ArrayList<>();
        IntStream.range(0, count).forEach(each -> polled.add(queue.poll()));
        return polled;
    }

    private static List<LeasedJob> jobs(List<Operation> operations) {
        return operations.stream().map(operation -> operation.job).toList();
    }
}
