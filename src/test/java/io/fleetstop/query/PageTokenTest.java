package io.fleetstop.query;

import io.fleetstop.job.JobFilter;
import io.fleetstop.job.JobPosition;
import io.fleetstop.problem.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageTokenTest {
    private static final JobFilter ALL = new JobFilter(null, null, null, null, null, null);

    @Test
    void place_is_read_as_it_was_written() {
        JobPosition end = new JobPosition(Instant.parse("2026-01-31T08:00:00.123456Z"), UUID.randomUUID());
        assertThat(PageToken.read(PageToken.of(end, "team", ALL), "team", ALL)).isEqualTo(end);
    }

    @Test
    void forged_moment_before_all_jobs_is_refused() {
        JobPosition before = new JobPosition(Instant.parse("1969-12-31T23:59:59Z"), UUID.randomUUID());
        String forged = PageToken.of(before, "team", ALL);
        assertThatThrownBy(() -> PageToken.read(forged, "team", ALL)).isInstanceOf(Refusal.class);
    }
}
