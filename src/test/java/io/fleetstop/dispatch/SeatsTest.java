package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets a place in a replica's memory when there are fewer than jobs. */
class SeatsTest {
    private static final int ALL = 16;
    private static final int LAST = 4;
    private static final int STANDING = 4 * ALL;

    private final Seats seats = new Seats(ALL);

    @Test
    void one_tenant_gets_all_but_the_last_quarter() {
        assertThat(taken("big", ALL)).isEqualTo(ALL - LAST);
    }

    @Test
    void last_quarter_is_for_tenants_who_have_none() {
        taken("big", ALL);
        assertThat(seats.take("small")).isTrue();
        assertThat(seats.take("small")).isFalse();
        assertThat(seats.take("other")).isTrue();
    }

    @Test
    void nobody_gets_a_seat_when_all_are_taken() {
        taken("big", ALL);
        IntStream.range(0, LAST).forEach(each -> seats.take("tenant-" + each));
        assertThat(seats.take("newcomer")).isFalse();
    }

    @Test
    void seat_that_is_given_back_is_there_for_the_next() {
        taken("big", ALL);
        assertThat(seats.take("big")).isFalse();
        seats.giveBack("big");
        assertThat(seats.take("big")).isTrue();
        assertThat(seats.take("big")).isFalse();
    }

    @Test
    void tenant_who_gave_all_back_counts_as_one_who_has_none() {
        seats.take("small");
        seats.giveBack("small");
        taken("big", ALL);
        assertThat(seats.take("small")).isTrue();
    }

    @Test
    void job_that_is_leased_already_sits_even_where_no_seat_is_left() {
        IntStream.range(0, ALL + 1).forEach(each -> seats.seat("big"));
        assertThat(seats.take("newcomer")).isFalse();
        assertThat(seats.room("t", ALL)).isEqualTo(new Room("t", 0, 0));
        seats.giveBack("big");
        assertThat(seats.take("newcomer")).isFalse();
        seats.giveBack("big");
        assertThat(seats.take("newcomer")).isTrue();
    }

    @Test
    void job_that_stands_aside_leaves_its_seat_to_another() {
        taken("big", ALL);
        assertThat(seats.stand("big")).isTrue();
        assertThat(seats.take("big")).isTrue();
    }

    @Test
    void only_so_many_may_stand_aside() {
        for (int standing = 0; standing < STANDING; standing++) {
            seats.seat("big");
            assertThat(seats.stand("big")).isTrue();
        }
        seats.seat("big");
        assertThat(seats.stand("big")).isFalse();
        // It keeps its seat.
        assertThat(seats.room("t", ALL)).isEqualTo(new Room("t", ALL - 1, LAST));
        seats.leaveStanding();
        assertThat(seats.stand("big")).isTrue();
    }

    @Test
    void claim_may_bring_what_is_open_and_says_how_much_of_it_is_for_newcomers() {
        assertThat(seats.room("t", ALL)).isEqualTo(new Room("t", ALL, LAST));
        assertThat(seats.room("t", 3)).isEqualTo(new Room("t", 3, 0));
        taken("big", 10);
        assertThat(seats.room("t", ALL)).isEqualTo(new Room("t", 6, LAST));
        assertThat(seats.room("t", 3)).isEqualTo(new Room("t", 3, 1));
        taken("big", 2);
        assertThat(seats.room("t", ALL)).isEqualTo(new Room("t", LAST, LAST));
    }

    @Test
    void few_seats_have_no_last_quarter() {
        var few = new Seats(3);
        assertThat(few.take("big") && few.take("big") && few.take("big")).isTrue();
        assertThat(few.take("small")).isFalse();
    }

    /** @return how many of so many wishes were granted */
    private long taken(String tenant, int wishes) {
        return IntStream.range(0, wishes).filter(each -> seats.take(tenant)).count();
    }
}
