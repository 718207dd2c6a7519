package io.fleetstop.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives a reader thousands of inputs that are nearly good. It must make a value of each, or refuse it in the way that it promises, at once.
 *
 * @param refusal how it says no
 */
public record Fuzz(Class<? extends RuntimeException> refusal) {
    private static final long SEED = Long.getLong("seed", 20_261_122);
    private static final int INPUTS = 20_000;

    /** For one reader, of which there are some twenty, on a machine that is busy; on others all inputs are through before. */
    private static final Duration BUDGET = Duration.ofSeconds(1);

    /** For one input. Whatever takes this long holds up everybody else's requests. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Of a reader that never refuses: what it cannot read is a value too. */
    public static Fuzz neverRefusing() {
        return new Fuzz(NeverThrown.class);
    }

    /** @param good inputs that the reader takes */
    public void texts(Consumer<String> reader, String... good) {
        bytes(
                input -> reader.accept(new String(input, StandardCharsets.UTF_8)),
                List.of(good).stream()
                        .map(each -> each.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
    }

    /** @param good inputs that the reader takes */
    public void bytes(Consumer<byte[]> reader, byte[]... good) {
        for (byte[] each : good) {
            // One that is refused would be a seed of nothing.
            reader.accept(each);
        }
        var mutations = new Mutations(SEED);
        long begun = System.nanoTime();
        for (int i = 0; i < INPUTS && System.nanoTime() - begun < BUDGET.toNanos(); i++) {
            give(reader, mutations.of(good[i % good.length]), i);
        }
    }

    private void give(Consumer<byte[]> reader, byte[] input, int number) {
        long begun = System.nanoTime();
        try {
            reader.accept(input);
        } catch (RuntimeException | StackOverflowError thrown) {
            if (!refusal.isInstance(thrown)) {
                throw new AssertionError(told(input, number), thrown);
            }
        }
        if (System.nanoTime() - begun > AT_ONCE.toNanos()) {
            throw new AssertionError("took more than " + AT_ONCE + ": " + told(input, number));
        }
    }

    private static String told(byte[] input, int number) {
        return "input " + number + " of seed " + SEED + ": " + new String(input, StandardCharsets.UTF_8);
    }

    private static final class NeverThrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
