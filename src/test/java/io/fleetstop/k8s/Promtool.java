package io.fleetstop.k8s;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Prometheus' own tool for rules and their tests. */
final class Promtool {
    private Promtool() {}

    static void passes(String... arguments) {
        Tool.Run run = new Tool("promtool").run(arguments).orElse(null);
        Assumptions.assumeTrue(run != null, "promtool (Debian: prometheus) is not on the PATH: nothing is tried");
        assertThat(run.code()).as(run.output()).isZero();
    }
}
