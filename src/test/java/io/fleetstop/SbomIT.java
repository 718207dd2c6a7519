package io.fleetstop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of what the package is made of. */
@DisabledIfSystemProperty(
        named = "fleetstop.build",
        matches = "offline=true",
        disabledReason = "an offline build makes none")
class SbomIT {

    @Test
    void package_tells_which_libraries_it_brings_and_only_those() throws IOException {
        JsonNode bill = bill();

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("fleetstop");
        List<String> names = StreamSupport.stream(bill.path("components").spliterator(), false)
                .map(each -> each.path("name").asText())
                .toList();
        assertThat(names)
                .contains("vertx-core", "quarkus-rest", "postgresql")
                .noneMatch(name -> name.contains("junit") || name.contains("assertj") || name.contains("playwright"));
        assertThat(bill.path("components"))
                .allMatch(each -> each.path("purl").asText().startsWith("pkg:maven/"));
    }

    private static JsonNode bill() throws IOException {
        return new ObjectMapper().readTree(new File(System.getProperty("fleetstop.bill")));
    }
}
