package io.fleetstop.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fleetstop.dispatch.DispatchConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Numbers and labels that stand in several places and must fit together. */
class AgreementTest {
    private static final String OVERLAYS = "io.fleetstop.k8s.Overlay#names";
    private static final Map<String, String> PODS = Map.of("app.kubernetes.io/name", "fleetstop");

    /** Of PostgreSQL's 100, three are kept for its administrator. */
    private static final int CONNECTIONS = 97;

    /** After the calls in flight: their outcomes, the leases handed back, the rest of the audit trail, of spans; two seconds each. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(8);

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void all_that_ends_fits_into_the_grace(String name) throws IOException {
        Overlay overlay = Overlay.render(name);
        Duration delay = seconds(overlay.service().getEnv().stream()
                .filter(variable -> variable.getName().equals("QUARKUS_SHUTDOWN_DELAY"))
                .findFirst()
                .orElseThrow()
                .getValue());
        Duration requests = seconds(packaged().getProperty("quarkus.shutdown.timeout"));
        Duration calls = new SmallRyeConfigBuilder()
                .withMapping(DispatchConfig.class)
                .build()
                .getConfigMapping(DispatchConfig.class)
                .callTimeout();
        Duration grace = Duration.ofSeconds(overlay.pod().getTerminationGracePeriodSeconds());

        assertThat(packaged().getProperty("quarkus.shutdown.delay-enabled")).isEqualTo("true");
        // Readiness is asked that often, and twice, before the last request may arrive.
        assertThat(delay.toSeconds())
                .isGreaterThanOrEqualTo(overlay.service().getReadinessProbe().getPeriodSeconds() * 2L);
        assertThat(grace).isGreaterThan(delay.plus(requests).plus(calls).plus(LAST_WRITES));
        assertThat(overlay.service().getLifecycle()).isNull();
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void selectors_hold_for_every_version_and_for_these_pods(String name) {
        Overlay overlay = Overlay.render(name);
        assertThat(overlay.deployment().getSpec().getSelector().getMatchLabels())
                .isEqualTo(PODS);
        assertThat(overlay.deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(PODS);
        assertThat(overlay.all(PodDisruptionBudget.class)).singleElement().satisfies(budget -> {
            assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(PODS);
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
        });
        assertThat(overlay.pod().getTopologySpreadConstraints())
                .hasSize(2)
                .allSatisfy(spread ->
                        assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(PODS));
        assertThat(overlay.all(Service.class)).singleElement().satisfies(service -> {
            assertThat(service.getSpec().getSelector()).isEqualTo(PODS);
            assertThat(service.getSpec().getPorts())
                    .extracting(port -> port.getTargetPort().getStrVal())
                    .containsExactly("http");
        });
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void what_is_not_allowed_is_denied_and_the_containers_ports_are_allowed(String name) {
        List<NetworkPolicy> policies = Overlay.render(name).all(NetworkPolicy.class);
        assertThat(policies)
                .filteredOn(policy -> policy.getMetadata().getName().equals("default-deny"))
                .singleElement()
                .satisfies(deny -> {
                    assertThat(deny.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
                    assertThat(deny.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
                    assertThat(deny.getSpec().getIngress()).isEmpty();
                    assertThat(deny.getSpec().getEgress()).isEmpty();
                });
        assertThat(policies)
                .filteredOn(policy -> policy.getMetadata().getName().equals("fleetstop"))
                .singleElement()
                .satisfies(allow -> {
                    assertThat(allow.getSpec().getPodSelector().getMatchLabels())
                            .isEqualTo(PODS);
                    assertThat(allow.getSpec().getIngress())
                            .flatExtracting(rule -> rule.getPorts())
                            .extracting(
                                    port -> ((NetworkPolicyPort) port).getPort().getIntVal())
                            .containsExactlyInAnyOrderElementsOf(Overlay.render(name).service().getPorts().stream()
                                    .map(port -> port.getContainerPort())
                                    .toList());
                });
    }

    @Test
    void spans_may_leave_for_the_collector_of_prod() {
        Overlay prod = Overlay.render("prod");
        String reference = prod.service().getEnv().stream()
                .filter(variable -> variable.getName().equals("FLEETSTOP_TRACING_ENDPOINT"))
                .map(variable -> variable.getValueFrom().getConfigMapKeyRef())
                .map(key -> key.getName() + "/" + key.getKey())
                .findFirst()
                .orElseThrow();
        URI endpoint = prod.all(ConfigMap.class).stream()
                .filter(map -> reference.equals(map.getMetadata().getName() + "/endpoint"))
                .map(map -> URI.create(map.getData().get("endpoint")))
                .findFirst()
                .orElseThrow();
        assertThat(prod.all(NetworkPolicy.class))
                .filteredOn(policy -> policy.getMetadata().getName().equals("fleetstop-to-collector"))
                .singleElement()
                .satisfies(allow -> {
                    assertThat(allow.getSpec().getPodSelector().getMatchLabels())
                            .isEqualTo(PODS);
                    assertThat(allow.getSpec().getEgress())
                            .singleElement()
                            .satisfies(rule -> assertThat(
                                            rule.getPorts().get(0).getPort().getIntVal())
                                    .isEqualTo(endpoint.getPort()));
                });
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void connections_of_all_replicas_and_of_a_rollout_fit_into_an_ordinary_database(String name) throws IOException {
        Overlay overlay = Overlay.render(name);
        int replicas = overlay.all(HorizontalPodAutoscaler.class).stream()
                .map(scaler -> scaler.getSpec().getMaxReplicas())
                .findFirst()
                .orElseGet(() -> overlay.deployment().getSpec().getReplicas());
        int surge = overlay.deployment()
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntVal();
        int pool = Integer.parseInt(packaged().getProperty("quarkus.datasource.reactive.max-size"));

        assertThat((replicas + surge) * pool + 1).isLessThanOrEqualTo(CONNECTIONS);
    }

    private static Duration seconds(String value) {
        return Duration.parse("PT" + value);
    }

    private static Properties packaged() throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return properties;
    }
}
