package io.fleetstop.dispatch;

import io.fleetstop.job.CloseJobs.Closed;
import io.fleetstop.job.ForgetJobs;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Ends what nobody can work on, forgets what is old and notes how fast the targets are called, now and then, on every replica: the statements skip what another one is at. */
final class Housekeeper {
    private static final Logger LOG = Logger.getLogger(Housekeeper.class);

    private static final Duration EVERY = Duration.ofSeconds(50);
    /** Replicas that began together shall not meet. */
    private static final Duration JITTER = Duration.ofSeconds(20);
    /** As often as samples can differ; whoever comes second in a quarter of a minute changes nothing. */
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(15);
    /** A breath between two batches, for all other statements. */
    private static final Duration BREATH = Duration.ofMillis(200);
    /** Batches a round: 50,000 rows of the largest jobs, and the rest the next minute. */
    private static final int MOST_BATCHES = 10;

    private static final Duration TIME_OUT = Duration.ofSeconds(6);

    private final Ledger ledger;
    private final Loop loop;
    private final Duration retention;
    private final Set<String> targets;
    private final RandomGenerator random;
    private final Meters meters;
    private final Traces traces;

    Housekeeper(
            Ledger ledger,
            Loop loop,
            Duration retention,
            Set<String> targets,
            RandomGenerator random,
            Meters meters,
            Traces traces) {
        this.ledger = ledger;
        this.loop = loop;
        this.retention = retention;
        this.targets = targets;
        this.random = random;
        this.meters = meters;
        this.traces = traces;
    }

    void begin() {
        tidy();
        sample();
    }

    private void sample() {
        loop.after(SAMPLE_EVERY, () -> {
            sample();
            loop.within(TIME_OUT, ledger.samplePaces())
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("no sample of the paces taken reason=%s", failure));
        });
    }

    private void tidy() {
        loop.after(EVERY.plusMillis(random.nextLong(JITTER.toMillis())), () -> {
            tidy();
            close();
            forgetDead();
            forget(MOST_BATCHES);
        });
    }

    private void close() {
        loop.within(TIME_OUT, ledger.close(targets))
                .subscribe()
                .with(
                        closed -> closed.forEach(this::closed),
                        failure -> LOG.warnf("hopeless jobs not closed reason=%s", failure));
    }

    private void closed(Closed job) {
        LOG.errorf("job given up, see its outcomes job=%s code=%s", job.id(), job.code());
        meters.closed(job);
        traces.gaveUp(job.id());
    }

    private void forgetDead() {
        loop.within(TIME_OUT, ledger.forgetDead())
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("dead replicas kept reason=%s", failure));
    }

    private void forget(int batches) {
        loop.within(TIME_OUT, ledger.forget(retention))
                .subscribe()
                .with(count -> forgot(count, batches - 1), failure -> LOG.warnf("old jobs kept reason=%s", failure));
    }

    private void forgot(int count, int batchesLeft) {
        if (count == ForgetJobs.MOST_AT_ONCE && batchesLeft > 0) {
            loop.after(BREATH, () -> forget(batchesLeft));
        }
    }
}
