package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every overlay renders, into documents whose every field the cluster knows. */
class ManifestsTest {
    private static final String OVERLAYS = "io.fleetstop.k8s.Overlay#names";

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void every_field_is_one_of_its_type(String name) {
        List<String> unknown = new ArrayList<>();
        for (JsonNode document : Overlay.render(name).documents()) {
            Models.type(document)
                    .ifPresentOrElse(type -> Models.read(document, type), () -> unknown.add(Models.kind(document)));
        }
        // The operator's own type, which no library here has.
        assertThat(unknown).allMatch("postgresql.cnpg.io/v1/Cluster"::equals);
    }

    @Test
    void a_misspelt_field_is_noticed() {
        JsonNode deployment = Overlay.render("dev").documents().stream()
                .filter(document -> Models.kind(document).equals("apps/v1/Deployment"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).putObject("readinesProbe");

        assertThatThrownBy(() -> Models.read(deployment, Deployment.class)).hasMessageContaining("readinesProbe");
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void namespace_admits_restricted_pods_only(String name) {
        assertThat(Overlay.render(name).all(Namespace.class))
                .singleElement()
                .satisfies(namespace -> assertThat(namespace.getMetadata().getLabels())
                        .containsAllEntriesOf(Map.of(
                                "pod-security.kubernetes.io/enforce", "restricted",
                                "pod-security.kubernetes.io/audit", "restricted",
                                "pod-security.kubernetes.io/warn", "restricted")));
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void secrets_are_named_and_never_written_down(String name) {
        assertThat(Overlay.render(name).documents())
                .extracting(Models::kind)
                .contains("apps/v1/Deployment")
                .doesNotContain("v1/Secret");
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everything_but_what_belongs_to_the_cluster_has_the_overlays_namespace(String name) {
        Overlay overlay = Overlay.render(name);
        String namespace = overlay.all(Namespace.class).get(0).getMetadata().getName();
        assertThat(overlay.documents())
                .filteredOn(document -> !List.of("Namespace", "PriorityClass")
                        .contains(document.path("kind").asText()))
                .extracting(document -> document.at("/metadata/namespace").asText())
                .containsOnly(namespace);
    }
}
