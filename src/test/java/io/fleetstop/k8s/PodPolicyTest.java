package io.fleetstop.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a pod may do, what it gets, and how it is asked. */
class PodPolicyTest {
    private static final String OVERLAYS = "io.fleetstop.k8s.Overlay#names";

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void pod_keeps_to_the_restricted_profile(String name) {
        PodSpec pod = Overlay.render(name).pod();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(185);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getVolumes()).allMatch(PodPolicyTest::isAllowed, "volume of an allowed kind");
        assertThat(Overlay.render(name).containers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void every_container_can_write_to_tmp_and_nowhere_else(String name) {
        Overlay overlay = Overlay.render(name);
        List<String> writable = overlay.pod().getVolumes().stream()
                .filter(volume -> volume.getEmptyDir() != null)
                .map(Volume::getName)
                .toList();
        assertThat(writable).containsExactly("tmp");
        assertThat(overlay.containers())
                .allSatisfy(container -> assertThat(container.getVolumeMounts())
                        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                        .extracting(VolumeMount::getMountPath)
                        .containsExactly("/tmp"));
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void no_token_is_mounted_that_is_not_asked_for(String name) {
        PodSpec pod = Overlay.render(name).pod();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getServiceAccountName()).isEqualTo("fleetstop");
        // Else variables of a Service of the same name are read as settings.
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void image_has_a_version_and_all_containers_have_the_same(String name) {
        assertThat(Overlay.render(name).containers())
                .extracting(Container::getImage)
                .satisfies(images -> {
                    assertThat(images)
                            .allMatch(image -> image.matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+|.+@sha256:[0-9a-f]{64}"));
                    assertThat(images.stream().distinct()).hasSize(1);
                });
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void log_is_for_a_machine_to_read(String name) {
        assertThat(Overlay.render(name).containers())
                .allSatisfy(container -> assertThat(container.getEnv())
                        .filteredOn(variable -> variable.getName().equals("QUARKUS_LOG_CONSOLE_JSON_ENABLED"))
                        .singleElement()
                        .satisfies(variable -> assertThat(variable.getValue()).isEqualTo("true")));
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void memory_is_bounded_and_cpu_is_not(String name) {
        assertThat(Overlay.render(name).containers()).allSatisfy(container -> {
            Map<String, Quantity> limits = container.getResources().getLimits();
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(limits).containsOnlyKeys("memory");
        });
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void probes_ask_the_management_port_each_its_own_question(String name) {
        Container service = Overlay.render(name).service();
        assertThat(path(service.getStartupProbe())).isEqualTo("/q/health/started");
        assertThat(path(service.getReadinessProbe())).isEqualTo("/q/health/ready");
        assertThat(path(service.getLivenessProbe())).isEqualTo("/q/health/live");
        assertThat(service.getPorts())
                .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                .containsExactlyInAnyOrder(tuple("http", 8080), tuple("management", 9000));
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        assertThat(probe.getTimeoutSeconds()).isLessThanOrEqualTo(probe.getPeriodSeconds() + 1);
        return probe.getHttpGet().getPath();
    }

    private static boolean isAllowed(Volume volume) {
        return volume.getConfigMap() != null
                || volume.getEmptyDir() != null
                || volume.getProjected() != null
                || volume.getSecret() != null;
    }
}
