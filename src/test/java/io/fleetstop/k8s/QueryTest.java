package io.fleetstop.k8s;

import io.fleetstop.k8s.Query.Looked;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueryTest {
    @Test
    void metrics_are_found_with_their_labels_and_functions_are_none() {
        Query query = Query.of("""
                histogram_quantile(0.99, sum by (pod, le) (rate(waits_bucket{job=~".+/x", kind="a"}[5m]))) / 1e9 > 0.5
                  unless on (namespace) sum(increase(done_total[15m])) and absent(up)""");

        assertThat(query.groups()).containsExactlyInAnyOrder("pod", "le", "namespace");
        assertThat(query.looksAt())
                .containsExactly(
                        new Looked("waits_bucket", Set.of("job", "kind"), Map.of("kind", "a")),
                        new Looked("done_total", Set.of(), Map.of()),
                        new Looked("up", Set.of(), Map.of()));
    }
}
