package io.fleetstop.pacing.simulation;

import io.fleetstop.pacing.MemoryPace;
import io.fleetstop.pacing.simulation.Run.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All scenarios under all controllers, as a page to read. */
final class Report {
    private static final int SEEDS = 5;
    private static final double SMALL = 0.05;
    /** Between two pieces of work: any bucket is full again. */
    private static final double REST = 1_000;

    private static final int[] REPLICAS = {1, 3, 10};

    private static final String HEAD = """
            # How the pace is found: simulation

            Written by `PacingReportTest`, which fails when it comes to another page than this one: `mvn test -Dtest=PacingReportTest
            -Dwrite` writes it anew. Virtual time; a cloud with a hidden token bucket that answers in 50 to 150 ms, refusals included, where
            nothing else is said; refused calls are made again. In each cell: time divided by that of a caller who knows the limit at all
            times | refused calls in percent of all; the median of %d runs. Three numbers of replicas: 1, 3 and 10.

            """;

    private static final String OTHERS = """
            ## Beside what others do

            All from a cold start. *Full jitter*: 32 calls at a time and replica, random waits that double up to 5 s. *AIMD*: 5 calls per second
            more each second, ×0.7 when refused, each replica by itself. *AWS adaptive*: the SDKs' adaptive mode as its source reads, 32 calls at a time, each replica by itself.
            *Fleetstop*: one rate that all replicas learn together.

            | scenario | full jitter | AIMD | AWS adaptive | **Fleetstop** |
            |---|---|---|---|---|
            """;

    private static final String OURS = """

            ## Fleetstop alone

            Cold and warm: the second piece of work of the same size begins with what the first one taught, after a rest. *Worst*: of the five
            runs, cold. *Draws*: statements for 100 calls, warm. *Tries*: that 99 of 100 operations need at most, cold. *Fair*: Jain's index of
            what the replicas did, cold. *Neighbour*: its refused calls in percent, cold.

            | scenario | replicas | cold | worst | warm | draws | tries | fair | neighbour |
            |---|---|---|---|---|---|---|---|---|
            """;

    private static final String TAIL = """

            A time below 1 is quota taken from the neighbour. Weak spots: a bucket of very few calls, which overflows in the pause that each
            refusal costs; and a quota by the minute without hints, where a call every two seconds asks whether the next minute has begun.
            """;

    private final StringBuilder page = new StringBuilder();

    String write() {
        page.append(HEAD.formatted(SEEDS));
        page.append(OTHERS);
        Scenarios.ALL.forEach(this::beside);
        page.append(OURS);
        for (Scenario scenario : Scenarios.ALL) {
            for (int replicas : REPLICAS) {
                alone(scenario, replicas);
            }
        }
        page.append(TAIL);
        return page.toString();
    }

    private void beside(Scenario scenario) {
        List<String> cells = List.of(
                cells(scenario, each -> run(each, (run, replica) -> new FullJitter(run), FullJitter.SLOTS)),
                cells(scenario, each -> run(each, Aimd::new, Run.SLOTS)),
                cells(scenario, each -> run(each, AwsAdaptive::new, FullJitter.SLOTS)),
                "**" + cells(scenario, Report::cold) + "**");
        page.append("| ")
                .append(scenario.name())
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private static String cells(Scenario scenario, Function<Scenario, List<Result>> runs) {
        List<String> cells = new ArrayList<>();
        for (int replicas : REPLICAS) {
            cells.add(cell(runs.apply(scenario.replicas(replicas))));
        }
        return String.join(" · ", cells);
    }

    private void alone(Scenario scenario, int replicas) {
        Scenario many = scenario.replicas(replicas);
        List<Result> cold = cold(many);
        double[] draws = new double[SEEDS];
        List<Result> warm = warm(many, draws);
        double worst = cold.stream().mapToDouble(Result::time).max().orElseThrow();
        double neighbour = median(cold, Result::neighbour);
        page.append(row(
                scenario.name(),
                Integer.toString(replicas),
                cell(cold),
                number(worst),
                cell(warm),
                "%.0f".formatted(median(draws)),
                "%.0f".formatted(median(cold, Result::tries)),
                scenario.changes().length > 0 ? "–" : number(median(cold, Result::fairness)),
                neighbour > 0 ? "%.1f".formatted(neighbour) : "–"));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static List<Result> run(Scenario scenario, Controller.Kind kind, int slots) {
        return seeds(seed -> new Run(scenario, kind, slots, seed).toTheEnd());
    }

    private static List<Result> cold(Scenario scenario) {
        return seeds(seed -> new Learning().run(scenario, seed));
    }

    private static List<Result> warm(Scenario scenario, double[] draws) {
        return seeds(seed -> {
            Learning learning = new Learning();
            learning.run(scenario, SEEDS + seed);
            int before = learning.pace.statements();
            Result result = learning.run(scenario, seed);
            draws[seed] = 100.0 * (learning.pace.statements() - before) / scenario.calls();
            return result;
        });
    }

    /** One shared pace through several pieces of work, each of which has a clock of its own. */
    private static final class Learning {
        private long restedUntil;
        private Run run;
        private final MemoryPace pace = new MemoryPace(40, () -> restedUntil + (run == null ? 0 : run.time.now()));

        Result run(Scenario scenario, int seed) {
            run = new Run(scenario, (each, replica) -> new Learned(each, replica, pace), Run.SLOTS, seed);
            Result result = run.toTheEnd();
            restedUntil += run.time.now() + (long) (REST * 1e9);
            run = null;
            return result;
        }
    }

    private static List<Result> seeds(IntFunction<Result> run) {
        return IntStream.range(0, SEEDS).mapToObj(run).toList();
    }

    private static String cell(List<Result> results) {
        return number(median(results, Result::time)) + "\\|" + percent(median(results, Result::throttled));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, value < 10 - SMALL ? "%.1f" : "%.0f", value);
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
        return median(results.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
