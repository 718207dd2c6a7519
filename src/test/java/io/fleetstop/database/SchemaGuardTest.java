package io.fleetstop.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SchemaGuardTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Test
    void newest_migration_is_the_one_that_is_needed() throws IOException {
        assumeTrue(Files.isDirectory(MIGRATIONS), "there is a migration");
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("V[0-9]+__.*"))
                            .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                            .max())
                    .hasValue(SchemaGuard.NEEDED);
        }
    }
}
