package io.fleetstop.k8s;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a query of Prometheus looks at, found in its text. Knows of the language what is used here; whether a text is of that language is
 * promtool's business.
 *
 * @param looksAt the metrics
 * @param groups labels that results are told apart or matched by
 */
record Query(List<Looked> looksAt, Set<String> groups) {
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern LOOKED =
            Pattern.compile("(?<![\\w.])([a-zA-Z_][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)}|(\\())?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    /**
     * @param labels all that must be there
     * @param values those of which one value is asked for
     */
    record Looked(String metric, Set<String> labels, Map<String, String> values) {}

    static Query of(String text) {
        Set<String> groups = new TreeSet<>();
        GROUPS.matcher(text)
                .results()
                .flatMap(list -> Arrays.stream(list.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(groups::add);
        String rest = GROUPS.matcher(RANGE.matcher(text).replaceAll("")).replaceAll("");
        List<Looked> looksAt = LOOKED.matcher(rest)
                .results()
                .filter(word -> word.group(3) == null && !WORDS.contains(word.group(1)))
                .map(word -> looked(word.group(1), word.group(2) == null ? "" : word.group(2)))
                .toList();
        return new Query(looksAt, groups);
    }

    private static Looked looked(String metric, String matchers) {
        Set<String> labels = new TreeSet<>();
        Map<String, String> values = new TreeMap<>();
        MATCHER.matcher(matchers).results().forEach(matcher -> {
            labels.add(matcher.group(1));
            if (matcher.group(2).equals("=")) {
                values.put(matcher.group(1), matcher.group(3));
            }
        });
        return new Looked(metric, labels, values);
    }
}
