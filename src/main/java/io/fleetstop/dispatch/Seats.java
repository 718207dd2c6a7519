package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for the jobs of one target. The last quarter is for tenants who have none here, so that one tenant's backlog on a slow account
 * does not keep the others out. A job that only waits for its instances to be down stands aside and leaves its seat to another. Safe for
 * use by several threads.
 */
final class Seats {
    /** Jobs that stand aside cost memory all the same: some 30 KB each. */
    private static final int STANDING_PER_SEAT = 4;

    private final int all;
    private final int last;
    private final Map<String, Integer> byTenant = new HashMap<>();
    private int taken;
    private int standing;

    Seats(int all) {
        this.all = all;
        this.last = all / 4;
    }

    /** @return whether there was one */
    synchronized boolean take(String tenant) {
        int open = all - taken;
        if (open <= 0 || byTenant.containsKey(tenant) && open <= last) {
            return false;
        }
        seat(tenant);
        return true;
    }

    /** For a job that is leased already: it has to sit somewhere. */
    synchronized void seat(String tenant) {
        taken++;
        byTenant.merge(tenant, 1, Integer::sum);
    }

    synchronized void giveBack(String tenant) {
        taken--;
        byTenant.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
    }

    /** @return whether the job may stand aside, and has given its seat back */
    synchronized boolean stand(String tenant) {
        if (standing >= all * STANDING_PER_SEAT) {
            return false;
        }
        standing++;
        giveBack(tenant);
        return true;
    }

    synchronized void leaveStanding() {
        standing--;
    }

    /** What a claim may bring, at most so many. */
    synchronized Room room(String target, int most) {
        int open = Math.max(0, all - taken);
        int places = Math.min(open, most);
        return new Room(target, places, Math.max(0, places - Math.max(0, open - last)));
    }
}
