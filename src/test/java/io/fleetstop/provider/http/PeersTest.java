package io.fleetstop.provider.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PeersTest {
    private static final Endpoint CLOUD = new Endpoint("ecs.cn-hangzhou.aliyuncs.com", 443, true);

    /** 127.0.0.1 to every resolver, without asking anybody. */
    private static final String LEADS_HERE = "2130706433";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "47.96.0.1",
                "10.0.0.7",
                "172.16.3.4",
                "192.168.1.1",
                "100.100.2.148",
                "100.64.0.1",
                "fd12::1",
                "2408::1"
            })
    void cloud_may_be_in_the_internet_and_in_a_private_network(String address) {
        assertThat(Peers.mayBeCalled(CLOUD, SocketAddress.inetSocketAddress(443, address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "100.96.0.96",
                "fd00:ec2::254",
                "fe80::1",
                "::ffff:169.254.169.254",
                "::ffff:100.100.100.200",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "127.0.0.1",
                "127.9.9.9",
                "::1"
            })
    void metadata_service_and_this_machine_are_no_cloud(String address) {
        assertThat(Peers.mayBeCalled(CLOUD, SocketAddress.inetSocketAddress(443, address)))
                .isFalse();
    }

    @Test
    void this_machine_may_be_called_by_its_own_names() {
        for (String name : new String[] {"localhost", "127.0.0.1"}) {
            assertThat(Peers.mayBeCalled(
                            new Endpoint(name, 8090, false), SocketAddress.inetSocketAddress(8090, "127.0.0.1")))
                    .isTrue();
        }
    }

    @Test
    void name_that_leads_to_this_machine_gets_a_connection_but_no_request() {
        Vertx vertx = Vertx.vertx();
        try (var cloud = new ScriptedCloud(vertx, ScriptedCloud.answer(200, "{}"))) {
            var connections = new Connections(vertx, new Endpoint(LEADS_HERE, cloud.port(), false), 1);
            Exchange exchange = connections
                    .send(new Request(HttpMethod.POST, "/", Map.of(), 1024), Duration.ofSeconds(20))
                    .await()
                    .atMost(Duration.ofSeconds(20));

            assertThat(exchange.kind()).isEqualTo(Exchange.Kind.NOT_SENT);
            assertThat(exchange.reason()).contains("is no cloud");
            assertThat(cloud.calls()).isEmpty();
            connections.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
