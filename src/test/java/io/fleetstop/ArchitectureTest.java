package io.fleetstop;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.fleetstop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.fleetstop.";

    /** Each package and those of ours it may import, beside itself. A package that is missing here may not exist. */
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("job", Set.of()),
            Map.entry("problem", Set.of()),
            Map.entry("identity", Set.of("problem")),
            Map.entry("http", Set.of("problem")),
            Map.entry("pacing", Set.of()),
            Map.entry("tracing", Set.of()),
            Map.entry("wire", Set.of()),
            Map.entry("embedded", Set.of()),
            Map.entry("database", Set.of()),
            Map.entry("dashboard", Set.of("identity")),
            Map.entry("metrics", Set.of("job")),
            Map.entry("provider", Set.of("wire")),
            Map.entry("target", Set.of("provider")),
            Map.entry("simulator", Set.of("wire")),
            Map.entry("audit", Set.of("job", "tracing", "identity", "problem")),
            Map.entry("intake", Set.of("job", "audit", "tracing", "target", "identity", "problem")),
            Map.entry("actionapi", Set.of("job", "intake", "audit", "tracing", "wire", "identity", "problem")),
            Map.entry("query", Set.of("job", "pacing", "target", "identity", "problem")),
            Map.entry("dispatch", Set.of("job", "pacing", "tracing", "provider", "target", "identity"))));

    @ArchTest
    static final ArchRule packages_import_only_what_they_may = classes()
            .that(resideInAPackage("io.fleetstop.*.."))
            .should(new ArchCondition<>("import only what their package may") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    Set<String> allowed = new TreeSet<>(MAY_IMPORT.getOrDefault(packageOf(origin), Set.of()));
                    allowed.add(packageOf(origin));
                    origin.getDirectDependenciesFromSelf().stream()
                            .filter(each ->
                                    each.getTargetClass().getPackageName().startsWith(ROOT))
                            .filter(each -> !allowed.contains(packageOf(each.getTargetClass())))
                            .forEach(each -> events.add(SimpleConditionEvent.violated(origin, each.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule every_package_is_known = classes()
            .that(resideInAPackage("io.fleetstop.*.."))
            .should(new ArchCondition<>("reside in a package of the table") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    boolean known = MAY_IMPORT.containsKey(packageOf(origin));
                    events.add(
                            new SimpleConditionEvent(origin, known, origin.getName() + " is in an unlisted package"));
                }
            });

    @ArchTest
    static final ArchRule pacing_is_plain_java = classes()
            .that()
            .resideInAPackage("..pacing")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..pacing");

    @ArchTest
    static final ArchRule only_the_record_touches_the_database = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..job..", "..pacing.sql..", "..embedded..", "..database..", "..problem..", "io.fleetstop")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx.sqlclient..",
                    "io.vertx.mutiny.sqlclient..",
                    "io.vertx.pgclient..",
                    "java.sql..",
                    "org.hibernate..");

    @ArchTest
    static final ArchRule alibaba_clouds_words_stay_with_it = noClasses()
            .that()
            .resideOutsideOfPackages("..aliyun..", "..simulator..", "..target..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..aliyun..");

    @ArchTest
    static final ArchRule volcengines_words_stay_with_it = noClasses()
            .that()
            .resideOutsideOfPackages("..volcengine..", "..simulator..", "..target..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..volcengine..");

    /** All others have spans made by the interface, behind which there may be nothing: then the SDK is not even loaded. */
    @ArchTest
    static final ArchRule the_sdk_of_tracing_stays_where_spans_are_handed_over = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Export")
            .and()
            .haveSimpleNameNotEndingWith("PatientExporter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..");

    @ArchTest
    static final ArchRule the_wall_clock_is_the_databases = noClasses()
            .that()
            .resideInAnyPackage("..intake..", "..job..", "..dispatch..", "..query..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now");

    /** What waited for its turn goes on in the context of another request: who sends and what it asks for come with the call. */
    @ArchTest
    static final ArchRule nothing_asks_for_the_current_request = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.vertx.http.runtime.CurrentVertxRequest")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.security.identity.CurrentIdentityAssociation")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.ws.rs.core.SecurityContext")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.enterprise.context.RequestScoped");

    /** The framework keeps a session in the context at hand, which two requests may share. */
    @ArchTest
    static final ArchRule sessions_come_from_one_place = noClasses()
            .that()
            .doNotHaveSimpleName("Sessions")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.hibernate.reactive.panache.Panache")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.hibernate.reactive.panache.common.WithSession")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.hibernate.reactive.panache.common.WithTransaction");

    @ArchTest
    static final ArchRule nothing_reactive_waits = noClasses()
            .that()
            .resideInAnyPackage(
                    "..intake..",
                    "..actionapi..",
                    "..job..",
                    "..query..",
                    "..provider..",
                    "..pacing..",
                    "..dashboard..")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait");

    /** Nothing but the table's imports is allowed, so a table without circles is code without circles. */
    @Test
    void no_circles() {
        Map<String, Set<String>> left = new TreeMap<>(MAY_IMPORT);
        while (left.entrySet().removeIf(each -> Collections.disjoint(each.getValue(), left.keySet()))) {
            // Those that import only what is gone go next.
        }
        assertThat(left)
                .as("packages that import each other, or themselves by others")
                .isEmpty();
    }

    @ArchTest
    static final ArchRule no_names_that_say_nothing = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..impl..",
                    "..helper..",
                    "..manager..",
                    "..misc..",
                    "..dto..");

    private static String packageOf(JavaClass origin) {
        return origin.getPackageName().substring(ROOT.length()).split("\\.")[0];
    }
}
