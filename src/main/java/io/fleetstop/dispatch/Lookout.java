package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.Lease;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Looks for work about once a second: what was cancelled, and what is due and nobody holds. */
final class Lookout {
    private static final Logger LOG = Logger.getLogger(Lookout.class);

    /** Few enough for several replicas to share a backlog, many enough to keep one busy until the next look. */
    static final int MOST_AT_ONCE = 16;

    private static final Duration TIME_OUT = Duration.ofSeconds(5);
    /** How long a job that nobody was woken for may lie: one small statement a second and replica. */
    private static final Duration EVERY = Duration.ofMillis(900);

    private static final Duration JITTER = Duration.ofMillis(200);
    /** Jobs that may kill their holder are taken slowly: all that it holds waits for a lease to run out when it dies. */
    private static final int SUSPECTS_EVERY = 10;

    private final Ledger ledger;
    private final Loop loop;
    private final RandomGenerator random;
    private final Post post;
    private int looks;

    /** What the lookout needs of the dispatcher. */
    interface Post {

        /** The replica that leases are for, null when none may be taken now. */
        UUID replica();

        /** A look begins. */
        void look();

        Collection<UUID> held();

        /** Where there is room, by target; none without. */
        List<Room> rooms();

        /** Room for jobs that are suspected of killing their holders. */
        List<Room> suspectRooms();

        void cancelled(Set<UUID> jobs);

        void begin(Lease lease, boolean suspect);
    }

    Lookout(Ledger ledger, Loop loop, RandomGenerator random, Post post) {
        this.ledger = ledger;
        this.loop = loop;
        this.random = random;
        this.post = post;
    }

    void look() {
        post.look();
        looks++;
        List<UUID> held = List.copyOf(post.held());
        if (post.replica() == null) {
            lookAgain();
        } else if (held.isEmpty()) {
            claim();
        } else {
            loop.within(TIME_OUT, ledger.cancelled(held)).subscribe().with(this::cancelled, this::failed);
        }
    }

    private void cancelled(Set<UUID> jobs) {
        post.cancelled(jobs);
        claim();
    }

    private void claim() {
        boolean suspects = looks % SUSPECTS_EVERY == 0;
        List<Room> rooms = suspects ? post.suspectRooms() : post.rooms();
        UUID replica = post.replica();
        if (replica == null || rooms.isEmpty()) {
            lookAgain();
            return;
        }
        loop.within(TIME_OUT, ledger.claim(replica, rooms, List.copyOf(post.held()), suspects))
                .subscribe()
                .with(leases -> claimed(leases, rooms, suspects), this::failed);
    }

    private void claimed(List<Lease> leases, List<Room> rooms, boolean suspects) {
        leases.forEach(lease -> post.begin(lease, suspects));
        boolean more = rooms.stream().anyMatch(room -> room.places() <= count(leases, room.target()));
        if (more && !suspects) {
            loop.execute(this::claim);
        } else {
            lookAgain();
        }
    }

    private static long count(List<Lease> leases, String target) {
        return leases.stream().filter(lease -> lease.target().equals(target)).count();
    }

    private void failed(Throwable failure) {
        LOG.warnf("no leases taken reason=%s", failure);
        lookAgain();
    }

    private void lookAgain() {
        loop.after(EVERY.plusMillis(random.nextLong(JITTER.toMillis())), this::look);
    }
}
