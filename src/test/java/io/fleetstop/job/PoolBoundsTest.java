package io.fleetstop.job;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolBoundsTest {
    /** Beat, look, settle, housekeeping, counting, and as many that were given up and still run. */
    private static final int THE_ENGINES = 16;

    @Test
    void all_doors_together_leave_room_for_the_engine() {
        List<JavaMethod> doors = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.fleetstop").stream()
                        .flatMap(each -> each.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Bulkhead.class))
                        .toList();
        int let = doors.stream()
                .mapToInt(method -> method.getAnnotationOfType(Bulkhead.class).value())
                .sum();
        int connections = ConfigProvider.getConfig().getValue("quarkus.datasource.reactive.max-size", Integer.class);
        assertThat(doors).hasSizeGreaterThan(4);
        assertThat(let + THE_ENGINES).isLessThanOrEqualTo(connections + PoolBounds.WAITING);
    }
}
