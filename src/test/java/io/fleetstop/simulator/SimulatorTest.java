package io.fleetstop.simulator;

import java.net.BindException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatorTest {

    @Test
    void taken_port_fails_the_start_and_says_what_to_do() {
        try (RunningSimulator first = RunningSimulator.start()) {
            var port = Integer.toString(first.simulator().port());

            assertThatThrownBy(() -> RunningSimulator.start(Map.of("port", port)))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + port + ": the port is taken")
                    .hasMessageContaining("fleetstop.simulator.port");
        }
    }

    @Test
    void configuration_without_sense_is_refused_by_its_name() {
        var config = RunningSimulator.config(Map.of("latency.min", "2s", "latency.max", "1s"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigCheck.check(config))
                .withMessageContaining("fleetstop.simulator.latency");
    }
}
