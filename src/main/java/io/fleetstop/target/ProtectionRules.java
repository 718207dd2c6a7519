package io.fleetstop.target;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the rules of {@link ProtectedInstances} must be. One that would protect nothing is refused: whoever wrote it believes otherwise. */
record ProtectionRules(TargetRules target, Map<String, List<String>> rules) {

    /** It ends codes that callers are told. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,32}");

    /** What a request may name, and the two wildcards. */
    private static final Pattern ENTRY = Pattern.compile("[A-Za-z0-9._*?-]{1,128}");

    /** Each is tried on each instance before each call, at some 50 ns; ids are looked up and cost nothing more, however many. */
    private static final int MOST_PATTERNS = 100;

    /** What a settings file is still read by people with; more instances than that have a name in common, or a target of their own. */
    private static final int MOST_ENTRIES = 5_000;

    /** @throws IllegalArgumentException naming the first setting that will not do */
    void check() {
        rules.forEach(this::checkRule);
        long patterns = rules.values().stream()
                .flatMap(List::stream)
                .filter(Wildcard::isIn)
                .count();
        require(patterns <= MOST_PATTERNS, "", "there may be " + MOST_PATTERNS + " patterns in all, not " + patterns);
        int entries = rules.values().stream().mapToInt(List::size).sum();
        require(entries <= MOST_ENTRIES, "", "there may be " + MOST_ENTRIES + " ids and patterns, not " + entries);
    }

    private void checkRule(String name, List<String> entries) {
        String setting = ".\"" + name + "\"";
        require(NAME.matcher(name).matches(), setting, "a rule's name is 1 to 32 letters, digits and dashes");
        require(!entries.isEmpty(), setting, "protects nothing");
        entries.forEach(entry -> require(
                ENTRY.matcher(entry).matches(),
                setting,
                "'" + entry + "' is no instance id, and no pattern for ids with * and ?"));
    }

    private void require(boolean fine, String setting, String text) {
        if (!fine) {
            throw target.complaint(".protected" + setting, text);
        }
    }
}
