package io.fleetstop.job;

import io.fleetstop.testing.PostgresForTests;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
class ReadJobsTest {
    @Inject
    ReadJobs jobs;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    /** A request that waited for its turn goes on in the context of the one that made room for it, which may go on as well. */
    @Test
    void reads_that_begin_in_one_context_have_nothing_to_do_with_each_other() {
        Context shared = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(shared, true);

        List<CompletableFuture<StopJob>> reads =
                Stream.generate(() -> begin(shared)).limit(40).toList();

        assertThat(reads).allSatisfy(read -> assertThat(read.join()).isNull());
        await().until(() -> meters.get("sql.pool.active").gauge().value() == 0);
    }

    private CompletableFuture<StopJob> begin(Context context) {
        var read = new CompletableFuture<StopJob>();
        context.runOnContext(here ->
                jobs.job("nobody", UUID.randomUUID()).subscribe().with(read::complete, read::completeExceptionally));
        return read;
    }
}
