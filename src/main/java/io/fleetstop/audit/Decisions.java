package io.fleetstop.audit;

import io.fleetstop.job.Deed;
import io.fleetstop.problem.Code;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what is decided on requests, whoever sent them. All counters are there from the start, at zero: of one that begins with its first
 * event, nobody sees that it grew.
 */
final class Decisions {
    static final String REPLAYED = "Replayed";
    static final String UNCHANGED = "Unchanged";
    private static final String ACCEPTED = "Accepted";
    private static final String CANCELLED = "Cancelled";

    /** A refusal in a word of a cloud's that is none of the contract's. */
    private static final String OTHER = "Other";

    private static final Set<String> REFUSALS =
            Arrays.stream(Code.values()).map(Code::word).collect(Collectors.toUnmodifiableSet());

    private final MeterRegistry registry;

    Decisions(MeterRegistry registry) {
        this.registry = registry;
        for (Deed deed : Deed.values()) {
            Stream.concat(Stream.of(done(deed), undone(deed), OTHER), REFUSALS.stream())
                    .forEach(decision -> counter(deed, decision));
        }
    }

    /** What was asked for is done. */
    void countDone(Deed deed) {
        counter(deed, done(deed)).increment();
    }

    /** @param decision a word of the contract, or of a cloud's */
    void count(Deed deed, String decision) {
        boolean known = REFUSALS.contains(decision) || decision.equals(undone(deed));
        counter(deed, known ? decision : OTHER).increment();
    }

    private static String done(Deed deed) {
        return deed == Deed.CANCEL ? CANCELLED : ACCEPTED;
    }

    private static String undone(Deed deed) {
        return deed == Deed.CANCEL ? UNCHANGED : REPLAYED;
    }

    private Counter counter(Deed deed, String decision) {
        return Counter.builder("fleetstop.requests")
                .tags("action", deed.word(), "decision", decision)
                .description("Requests to stop, cancel or retry, by what was decided")
                .register(registry);
    }
}
