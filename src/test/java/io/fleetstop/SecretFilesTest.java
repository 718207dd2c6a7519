package io.fleetstop;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretFilesTest {
    private static final String SETTING = "fleetstop.auth.client-secret";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "$",
                "$$",
                "${HOME}",
                "$${HOME}",
                "\\${HOME}",
                "\\\\${HOME}",
                "\\$$x",
                "a$b\\c$",
                "\\",
                " spaces ",
                "=+/",
                "two\nlines",
                "a:b@c",
                "#1"
            })
    void value_is_what_the_file_holds(String value) throws IOException {
        Files.writeString(folder.resolve(SETTING), value);
        assertThat(read(SETTING)).hasValue(value);

        // As an editor leaves it.
        Files.writeString(folder.resolve(SETTING), value + "\n");
        assertThat(read(SETTING)).hasValue(value);
    }

    @Test
    void quotes_of_a_setting_are_not_in_the_name_of_its_file() throws IOException {
        Files.writeString(folder.resolve("fleetstop.access-keys.AKID.secret"), "S3CR3T");

        assertThat(read("fleetstop.access-keys.\"AKID\".secret")).hasValue("S3CR3T");
        assertThat(read("fleetstop.access-keys.AKID.secret")).hasValue("S3CR3T");
        assertThat(read("fleetstop.access-keys.akid.secret")).isEmpty();
    }

    /** As Kubernetes mounts them: each a link into a folder that is exchanged as a whole. */
    @Test
    void linked_files_count_and_folders_do_not() throws IOException {
        Path data = Files.createDirectory(folder.resolve("..2026_01_31"));
        Files.writeString(data.resolve(SETTING), "S3CR3T");
        Files.createSymbolicLink(folder.resolve("..data"), data);
        Files.createSymbolicLink(
                folder.resolve(SETTING), folder.resolve("..data").resolve(SETTING));

        assertThat(read(SETTING)).hasValue("S3CR3T");
        assertThat(new SecretFiles(Optional.of(folder.toString())).getPropertyNames())
                .isEmpty();
    }

    @Test
    void without_a_folder_there_is_nothing_and_with_a_wrong_one_no_start() {
        assertThat(new SecretFiles(Optional.empty()).getValue(SETTING)).isNull();
        assertThatThrownBy(
                        () -> new SecretFiles(Optional.of(folder.resolve("gone").toString())))
                .hasMessageContaining(SecretFiles.DIR)
                .hasMessageContaining("gone");
    }

    private Optional<String> read(String setting) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new SecretFiles(Optional.of(folder.toString())))
                .build();
        return config.getOptionalValue(setting, String.class);
    }
}
