package io.fleetstop.tracing;

import io.fleetstop.testing.Settings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which settings of tracing will do. */
class TracingRulesTest {

    @Test
    void nothing_is_traced_without_an_endpoint() {
        assertThat(rules(Map.of()).address()).isEmpty();
        assertThat(rules(Map.of("fleetstop.tracing.endpoint", "  ")).address()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4318, http://collector:4318/v1/traces",
        "http://collector:4318/, http://collector:4318/v1/traces",
        "https://example.com/otlp, https://example.com/otlp/v1/traces",
        "https://example.com/otlp/v1/traces, https://example.com/otlp/v1/traces",
        "http://collector/v1/traces/, http://collector/v1/traces",
    })
    void path_is_added_unless_it_is_there(String endpoint, String address) {
        assertThat(rules(Map.of("fleetstop.tracing.endpoint", endpoint)).address())
                .hasValue(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "ftp://collector",
                "http://",
                "http:///v1/traces",
                "not a url S3CR3T",
                "http://user:S3CR3T@collector:4318",
                "http://collector:4318/?key=S3CR3T"
            })
    void bad_endpoint_is_refused_by_name(String endpoint) {
        assertThatThrownBy(() ->
                        rules(Map.of("fleetstop.tracing.endpoint", endpoint)).address())
                .hasMessageStartingWith("fleetstop.tracing.endpoint")
                .hasMessageNotContaining("S3CR3T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "NaN", "Infinity"})
    void bad_share_is_refused_by_name(String share) {
        assertThatThrownBy(() ->
                        rules(Map.of("fleetstop.tracing.sampled-share", share)).address())
                .hasMessageStartingWith("fleetstop.tracing.sampled-share");
    }

    @Test
    void headers_are_pairs_with_commas_between() {
        assertThat(rules(Map.of("fleetstop.tracing.headers", "Authorization=Basic YTpi==, x-tenant = team,"))
                        .headers())
                .containsExactly(Map.entry("Authorization", "Basic YTpi=="), Map.entry("x-tenant", "team"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3CR3T", "=S3CR3T", "a b=S3CR3T", "key=S3CR3T\nx", "key=", "Host=S3CR3T"})
    void bad_header_is_refused_by_name_and_not_shown(String headers) {
        assertThatThrownBy(() ->
                        rules(Map.of("fleetstop.tracing.headers", headers)).headers())
                .hasMessageStartingWith("fleetstop.tracing.headers")
                .hasMessageNotContaining("S3CR3T");
    }

    private static TracingRules rules(Map<String, String> settings) {
        return new TracingRules(Settings.read(TracingConfig.class, settings));
    }
}
