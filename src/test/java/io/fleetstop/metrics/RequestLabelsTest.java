package io.fleetstop.metrics;

import io.fleetstop.testing.contract.Description;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestLabelsTest {
    private final RequestLabels labels = new RequestLabels();

    @ParameterizedTest
    @CsvSource({
        "/v1/stop-jobs/01a223f5-4228-7360-91dc-dcad2f81ed23, /v1/stop-jobs/{id}",
        "/v1/stop-jobs/i-secret/cancel, /v1/stop-jobs/{id}/cancel",
        "/v1/targets/anything/pace, /v1/targets/{name}/pace",
        "/dashboard/jobs/01a223f5, /dashboard",
        "/v1/stop-jobs/a/b/c, other",
        "/v1/stop-jobs/a%0Ab;c, /v1/stop-jobs/{id}",
        "NOT_FOUND, other",
        "/bad/../path, other",
    })
    void address_is_told_by_its_form(String told, String label) {
        assertThat(uri(told)).isEqualTo(label);
    }

    @Test
    void every_address_of_the_description_is_told_as_it_stands_there() {
        assertThat(Description.read().root().child("paths").names())
                .isNotEmpty()
                .filteredOn(path -> path.startsWith("/v1/"))
                .allSatisfy(path -> assertThat(uri(path)).isEqualTo(path));
    }

    @Test
    void method_that_nothing_has_is_no_label() {
        assertThat(mapped("/v1/stop-jobs", "FOO").getTag("method")).isEqualTo("other");
        assertThat(mapped("/v1/stop-jobs", "POST").getTag("method")).isEqualTo("POST");
    }

    @Test
    void request_to_the_simulator_is_not_counted() {
        assertThat(labels.accept(mapped("simulator", "POST"))).isEqualTo(MeterFilterReply.DENY);
        assertThat(labels.accept(mapped("root", "POST"))).isEqualTo(MeterFilterReply.NEUTRAL);
    }

    private String uri(String told) {
        return mapped(told, "GET").getTag("uri");
    }

    private Meter.Id mapped(String uri, String method) {
        return labels.map(new Meter.Id(
                RequestLabels.REQUESTS, Tags.of("uri", uri, "method", method), null, null, Meter.Type.TIMER));
    }
}
