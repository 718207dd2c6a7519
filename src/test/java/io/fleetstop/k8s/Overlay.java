package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What {@code kubectl apply -k} would send of one overlay. */
record Overlay(String name, List<JsonNode> documents) {
    private static final Path FOLDER = Path.of("k8s", "overlays");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

    static Stream<String> names() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Skips the test where nothing can render. */
    static Overlay render(String name) {
        return RENDERED.computeIfAbsent(name, each -> new Overlay(each, parse(kustomized(FOLDER.resolve(each)))));
    }

    /** All of a kind. */
    <T> List<T> all(Class<T> kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind.getSimpleName()))
                .map(document -> Models.read(document, kind))
                .toList();
    }

    Deployment deployment() {
        List<Deployment> deployments = all(Deployment.class);
        if (deployments.size() != 1) {
            throw new AssertionError("deployments: " + deployments.size());
        }
        return deployments.get(0);
    }

    PodSpec pod() {
        return deployment().getSpec().getTemplate().getSpec();
    }

    /** The one that serves. */
    Container service() {
        return pod().getContainers().get(0);
    }

    List<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
                .toList();
    }

    private static String kustomized(Path folder) {
        Tool kubectl = new Tool("kubectl");
        // Before 1.21 it knows no components, and does not tell the version of its kustomize.
        boolean knowsComponents = kubectl.run("version", "--client", "-o", "json")
                .filter(run -> run.output().contains("kustomizeVersion"))
                .isPresent();
        Assumptions.assumeTrue(knowsComponents, "kubectl 1.24 or newer is not on the PATH: k8s/ cannot be rendered");
        Tool.Run run = kubectl.run("kustomize", folder.toString()).orElseThrow();
        if (run.code() != 0) {
            throw new AssertionError(run.output());
        }
        return run.output();
    }

    private static List<JsonNode> parse(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
