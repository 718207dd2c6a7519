package io.fleetstop.process;

/**
 * What a run came to.
 *
 * @param seconds from the first job stored to the last one over, by the database's clock
 * @param calls stop calls that reached the cloud
 * @param throttled those of them that it refused for the rate
 */
record BenchFigures(int instances, double seconds, long calls, long throttled) {

    double throttledPercent() {
        return 100.0 * throttled / calls;
    }

    String beside(double idealSeconds) {
        return "%.2f s = %.3f x ideal, %d calls, %d throttled = %.2f %%"
                .formatted(seconds, seconds / idealSeconds, calls, throttled, throttledPercent());
    }
}
