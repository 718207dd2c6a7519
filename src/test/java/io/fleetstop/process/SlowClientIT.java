package io.fleetstop.process;

import io.fleetstop.testing.RawConnection;
import io.fleetstop.testing.TestDatabase;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sends a byte now and then to keep a connection; before its head is whole, nothing but the packaged service itself notices. */
class SlowClientIT {
    private static final String FINE = "GET /v1/targets HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void client_that_does_not_come_to_the_end_of_its_head_is_cut_off_and_others_are_not() throws IOException {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            Map<String, String> environment = new HashMap<>(ServiceEnvironment.onDatabase(TestDatabase.fresh())
                    .stoppingIn(cloud)
                    .variables());
            environment.put("FLEETSTOP_HTTP_HEAD_TIMEOUT", "PT0.5S");
            int port = Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"));
            try (ServiceProcess service = ServiceProcess.start(environment);
                    var slow = new RawConnection(port);
                    var fine = new RawConnection(port)) {
                fine.send(FINE);
                assertThat(fine.answer().status()).isEqualTo(200);
                slow.send("GET /v1/targets HTTP/1.1\r\nX: ");

                assertThat(slow.ends()).isTrue();
                fine.send(FINE);
                assertThat(fine.answer().status()).isEqualTo(200);
                // On a connection that was good before, the same holds for what comes next.
                fine.send("GET");
                assertThat(fine.ends()).isTrue();
            }
        }
    }
}
