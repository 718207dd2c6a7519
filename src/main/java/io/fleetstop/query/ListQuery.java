package io.fleetstop.query;

import io.fleetstop.job.JobFilter;
import io.fleetstop.job.JobState;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody wants to see of the list of jobs, valid in itself.
 *
 * @param pageToken null for the first page
 */
record ListQuery(JobFilter filter, int pageSize, String pageToken) {
    static final int MOST_ON_A_PAGE = 100;
    private static final int USUAL_PAGE = 50;

    private static final int LONGEST_VALUE = 128;
    private static final Set<String> KNOWN = Set.of(
            "state", "target", "instanceId", "clientToken", "createdAfter", "createdBefore", "pageSize", "pageToken");

    /**
     * @param parameters of the query, by name
     * @throws Refusal for what cannot be meant, a name that is not known included: left out silently, a misspelt filter would show jobs
     *     that nobody asked for
     */
    static ListQuery of(Map<String, List<String>> parameters) {
        parameters.forEach(ListQuery::check);
        return new ListQuery(
                new JobFilter(
                        state(value(parameters, "state")),
                        value(parameters, "target"),
                        value(parameters, "instanceId"),
                        value(parameters, "clientToken"),
                        time(parameters, "createdAfter"),
                        time(parameters, "createdBefore")),
                pageSize(value(parameters, "pageSize")),
                value(parameters, "pageToken"));
    }

    private static void check(String name, List<String> values) {
        if (!KNOWN.contains(name)) {
            throw fault(name, "is not a parameter of this list");
        }
        if (values.size() > 1) {
            throw fault(name, "may be given once");
        }
        if (values.get(0).length() > LONGEST_VALUE || values.get(0).indexOf('\0') >= 0) {
            throw fault(name, "is none that there can be");
        }
    }

    /** Empty counts as not given, as forms send it. */
    private static String value(Map<String, List<String>> parameters, String name) {
        String value = parameters.getOrDefault(name, List.of("")).get(0);
        return value.isEmpty() ? null : value;
    }

    private static JobState state(String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(JobState.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElseThrow(() -> fault(
                        "state",
                        "must be one of "
                                + Arrays.stream(JobState.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }

    /** As fine as the record keeps times; a plus that was sent as it stands comes as a space. */
    private static Instant time(Map<String, List<String>> parameters, String name) {
        String text = value(parameters, name);
        try {
            return text == null ? null : fourDigitYear(OffsetDateTime.parse(text.replace(' ', '+')));
        } catch (DateTimeException noTime) {
            throw fault(name, "must be a time such as 2026-01-31T08:00:00Z");
        }
    }

    /** As RFC 3339 has it. Java reads years that the database does not know. */
    private static Instant fourDigitYear(OffsetDateTime time) {
        ValueRange.of(0, 9999).checkValidValue(time.getYear(), ChronoField.YEAR);
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    /** More than there may be on a page is taken for as many as there may be, which is what AIP-158 asks for. */
    private static int pageSize(String text) {
        if (text == null) {
            return USUAL_PAGE;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
            throw fault("pageSize", "must be a whole number from 1 to " + MOST_ON_A_PAGE);
        }
        return Math.min(Integer.parseInt(text), MOST_ON_A_PAGE);
    }

    private static Refusal fault(String field, String message) {
        return Refusal.of(Code.INVALID_ARGUMENT, List.of(new FieldFault(field, message)));
    }
}
