package io.fleetstop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;

/** What a running service tells Prometheus. */
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A series and its value now. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private final List<Sample> samples = new ArrayList<>();

    private Scrape(String text) {
        for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new AssertionError("no sample: " + line);
            }
            Map<String, String> labels = new TreeMap<>();
            LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                    .results()
                    .forEach(label -> labels.put(label.group(1), label.group(2)));
            samples.add(new Sample(
                    sample.group(1), labels, Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
        }
    }

    public static Scrape of(int managementPort) {
        return new Scrape(given().port(managementPort).get("/q/metrics").body().asString());
    }

    public List<Sample> samples() {
        return samples;
    }

    public List<Sample> samples(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** All that any series of the metric has. */
    public Set<String> labels(String name) {
        Set<String> labels = new TreeSet<>();
        samples(name).forEach(sample -> labels.addAll(sample.labels().keySet()));
        return labels;
    }

    public Set<String> values(String name, String label) {
        Set<String> values = new TreeSet<>();
        samples(name).stream()
                .map(sample -> sample.labels().get(label))
                .filter(value -> value != null)
                .forEach(values::add);
        return values;
    }

    /** The sum over all series of the metric that have these labels, each a {@code name="value"}. */
    public double sum(String name, String... labels) {
        return samples(name).stream()
                .filter(sample -> List.of(labels).stream()
                        .allMatch(label -> LABEL.matcher(label)
                                .results()
                                .allMatch(each ->
                                        each.group(2).equals(sample.labels().get(each.group(1))))))
                .mapToDouble(Sample::value)
                .sum();
    }
}
