package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How long a replica takes to serve and what it needs then, with the image's cache of loaded classes and without:
 * {@code mvn verify -Pbench}, on a JDK 25.
 */
@Tag("bench")
class StartBenchIT {
    private static final Logger LOG = Logger.getLogger(StartBenchIT.class);

    private static final int ROUNDS = 5;

    /** The first one of each finds nothing in the page cache. */
    private static final int WARM_UP = 1;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int MOST_IDLE_MEGABYTES = 200;

    /** What the limit of memory in the manifests makes of the image's options, and of the choice of a collector. */
    private static final List<String> IN_512_MEGABYTES =
            List.of("-XX:MaxRAM=512m", "-XX:MaxRAMPercentage=70", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    @TempDir
    Path folder;

    /** @param megabytes resident once it has served nobody for a while */
    private record Start(double seconds, double cpuSeconds, double megabytes) {}

    /** In turns, so that whatever else the machine does meets both. */
    @Test
    void start_with_the_cache_beside_one_without() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= 25, "a JDK 25 makes such a cache");
        Path jar = ImagePackage.copyTo(folder.resolve("deployments"));
        Path cache = folder.resolve("fleetstop.aot");
        train(jar, cache);
        ServiceEnvironment environment = ServiceEnvironment.onDatabase(TestDatabase.fresh());
        // Makes the tables.
        start(jar, List.of(), environment);
        environment.with("FLEETSTOP_DATABASE_MIGRATE", "false").without("FLEETSTOP_DATABASE_OWNER_URL");

        List<Start> without = new ArrayList<>();
        List<Start> with = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            without.add(start(jar, List.of(), environment));
            with.add(start(jar, List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), environment));
        }
        LOG.infof("cache of %d MB", Files.size(cache) >> 20);
        double time = ratio("seconds to ready", with, without, Start::seconds);
        double cpu = ratio("seconds of CPU to ready", with, without, Start::cpuSeconds);
        double memory = ratio("MB resident, idle", with, without, Start::megabytes);
        assertThat(time).isLessThan(0.65);
        assertThat(cpu).isLessThan(0.65);
        assertThat(memory).isLessThan(1);
        assertThat(median(with, Start::megabytes)).isLessThan(MOST_IDLE_MEGABYTES);
    }

    /** As the image does it when it is built, where there is no database. */
    private void train(Path jar, Path cache) {
        Map<String, String> environment = Map.of(
                "FLEETSTOP_AUTH_MODE", "open",
                "FLEETSTOP_DATABASE_MIGRATE", "false",
                "FLEETSTOP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
        try (ServiceProcess training = ServiceProcess.begin(List.of("-XX:AOTCacheOutput=" + cache), jar, environment)) {
            assertThat(training.exitCode(Duration.ofMinutes(1))).isEqualTo(1);
            assertThat(training.log()).contains("Connection refused");
        }
        assertThat(cache).exists();
    }

    private Start start(Path jar, List<String> cached, ServiceEnvironment environment) throws IOException {
        List<String> options = new ArrayList<>(IN_512_MEGABYTES);
        options.addAll(cached);
        long begun = System.nanoTime();
        try (ServiceProcess service = ServiceProcess.begin(options, jar, environment.variables())) {
            await().pollInterval(Duration.ofMillis(2)).until(service::isReady);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpu =
                    service.handle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
            await().pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
            return new Start(seconds, cpu, residentMegabytes(service));
        }
    }

    private static double residentMegabytes(ServiceProcess service) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + service.handle().pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    private static double ratio(String what, List<Start> with, List<Start> without, ToDoubleFunction<Start> figure) {
        double ratio = median(with, figure) / median(without, figure);
        LOG.infof(
                "%s: with the cache %.2f, without %.2f, ratio %.2f (of %d in turns)",
                what, median(with, figure), median(without, figure), ratio, ROUNDS);
        return ratio;
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        double[] sorted =
                starts.stream().skip(WARM_UP).mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
