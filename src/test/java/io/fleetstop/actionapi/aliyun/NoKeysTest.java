package io.fleetstop.actionapi.aliyun;

import com.aliyun.ecs20140526.models.StopInstanceRequest;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service without access keys. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class NoKeysTest {

    @Test
    void nobody_is_let_in() throws Exception {
        var client = PresentClient.with("anything", "at-all");
        var error =
                PresentClient.refused(() -> client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001")));

        assertThat(error.getStatusCode()).isEqualTo(404);
        assertThat(error.getCode()).isEqualTo("InvalidAccessKeyId.NotFound");
    }
}
