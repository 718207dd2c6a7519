package io.fleetstop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings that are files, as orchestrators mount secrets: {@code fleetstop.secrets.dir} has a file for each, with the setting's name
 * without quotes, and with nothing in it but the value. A source and no factory of one, since the factories of other sources, which take
 * the database's address to pieces, see nothing of each other.
 *
 * <p>Files are found by name and not listed: they complete a target or an access key that is named elsewhere, however it is spelt there,
 * and a build does not write them into the jar.
 */
public final class SecretFiles implements ConfigSource {
    static final String DIR = "fleetstop.secrets.dir";

    /** Above files of settings, below the environment. */
    private static final int ORDINAL = 270;

    private final Map<String, String> settings;

    /** Where the folder is cannot be read from other sources, of which there are none yet. */
    public SecretFiles() {
        this(Optional.ofNullable(System.getProperty(DIR))
                .or(() -> Optional.ofNullable(System.getenv("FLEETSTOP_SECRETS_DIR"))));
    }

    SecretFiles(Optional<String> folder) {
        settings = folder.filter(name -> !name.isBlank())
                .map(Path::of)
                .map(SecretFiles::read)
                .orElse(Map.of());
    }

    private static Map<String, String> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            // What is mounted comes with links to folders.
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toUnmodifiableMap(
                            file -> file.getFileName().toString(), SecretFiles::value));
        } catch (IOException broken) {
            throw new UncheckedIOException(DIR + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    /** As it is, but for the line break that editors end a file with. */
    private static String value(Path file) {
        try {
            return literal(Files.readString(file).replaceFirst("\\R\\z", ""));
        } catch (IOException broken) {
            throw new UncheckedIOException(DIR + " cannot be read: " + file.getFileName(), broken);
        }
    }

    /** A dollar sign would start an expression. Two stand for one; after a backslash it stands for itself, and takes the backslash along. */
    private static String literal(String value) {
        return value.replace("$", "$$").replace("\\$$", "\\\\$");
    }

    @Override
    public String getValue(String setting) {
        return settings.get(setting.replace("\"", ""));
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public String getName() {
        return DIR;
    }

    /** Without the settings, all of which are secrets. */
    @Override
    public String toString() {
        return getName();
    }
}
