package io.fleetstop.query;

import io.fleetstop.job.JobFilter;
import io.fleetstop.job.JobPosition;
import io.fleetstop.job.JobState;
import io.fleetstop.problem.Refusal;
import io.fleetstop.testing.fuzz.Fuzz;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionsFuzzTest {
    private static final JobFilter FILTER = new JobFilter(JobState.Failed, "a", null, null, null, null);

    @Test
    void place_in_a_list_is_the_one_that_was_given_or_refused() {
        JobPosition end = new JobPosition(Instant.parse("2026-01-31T08:00:00.123456Z"), new UUID(7, 8));
        new Fuzz(Refusal.class)
                .texts(
                        token -> assertThat(PageToken.read(token, "team", FILTER))
                                .isEqualTo(end),
                        PageToken.of(end, "team", FILTER));
    }

    @Test
    void question_is_one_that_the_record_understands_or_refused() {
        new Fuzz(Refusal.class)
                .texts(
                        text -> {
                            Map<String, List<String>> parameters = Arrays.stream(text.split("&"))
                                    .map(pair -> (pair + "=").split("=", 3))
                                    .collect(Collectors.groupingBy(
                                            pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
                            assertThat(ListQuery.of(parameters).pageSize()).isBetween(1, 100);
                        },
                        "state=Failed&target=a&instanceId=i-1&pageSize=7",
                        "createdAfter=2026-01-31T08:00:00Z&createdBefore=2026-01-31T08:00:00+08:00&clientToken=t&pageToken=x");
    }

    @Test
    void place_in_a_stream_is_one_or_the_beginning() {
        Fuzz.neverRefusing()
                .texts(
                        id -> Resumption.read(id)
                                .ifPresent(place -> assertThat(place.version()).isNotNegative()),
                        "1-1769882400214318",
                        "999999999-99999999999999999");
    }
}
