package io.fleetstop.actionapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.audit.Entry;
import io.fleetstop.audit.Trail;
import io.fleetstop.identity.Caller;
import io.fleetstop.identity.Role;
import io.fleetstop.intake.Intake;
import io.fleetstop.intake.StopJobRequest;
import io.fleetstop.job.Deed;
import io.fleetstop.job.Provenance;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.RequestContext;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Calls that wait for their jobs, where there is room for one. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class StopAndWaitTest {
    private static final Caller CALLER = new Caller("default", "default/test", "127.0.0.1", Set.of(Role.ADMIN), false);
    private static final int PATIENCE_SECONDS = 30;

    @Inject
    Simulator simulator;

    @Inject
    Intake intake;

    @Inject
    JobWatch watch;

    @Inject
    Trail trail;

    @Inject
    Vertx vertx;

    private final String token = UUID.randomUUID().toString();
    private StopAndWait calls;

    @BeforeEach
    void setup() {
        simulator.reset();
        calls = new StopAndWait(intake, watch, vertx, () -> Duration.ofMinutes(2), 1);
    }

    @Test
    void call_past_the_bound_is_refused_and_nothing_of_it_is_stored() throws Exception {
        ObjectNode tomorrow = tomorrow();
        wait(tomorrow, new AtomicBoolean());
        ObjectNode other = request().put("clientToken", UUID.randomUUID().toString());

        assertThat(refusalOf(other)).isEqualTo(Code.SERVICE_UNAVAILABLE);

        // Were it stored, its token would belong to a job of another instance.
        other.putArray("instanceIds").add("i-sim003");
        assertThat(rest(other).statusCode()).isEqualTo(202);
        cancel(tomorrow);
    }

    @Test
    void call_whose_job_has_ended_leaves_its_place() throws Exception {
        ObjectNode tomorrow = tomorrow();
        var waiting = wait(tomorrow, new AtomicBoolean());

        cancel(tomorrow);

        assertThat(ended(waiting).job()).isPresent();
        assertThat(ended(call(tomorrow, () -> false)).job()).isPresent();
    }

    @Test
    void call_that_is_refused_leaves_its_place() throws Exception {
        ended(call(request(), () -> false));
        ObjectNode mismatch = request().put("forceStop", true);

        assertThat(refusalOf(mismatch)).isEqualTo(Code.TOKEN_MISMATCH);
        assertThat(refusalOf(mismatch)).isEqualTo(Code.TOKEN_MISMATCH);
    }

    @Test
    void caller_who_goes_leaves_its_place_and_the_job_goes_on() throws Exception {
        // Takes some seconds, as each call to the cloud is given up after two.
        simulator.faults().onInstance("i-sim001", Fault.HANG_BEFORE_EFFECT, 2);
        var hasLeft = new AtomicBoolean();
        var waiting = wait(request(), hasLeft);

        hasLeft.set(true);

        Ending ending = ended(waiting);
        assertThat(ending.job()).isEmpty();
        var next = call(request(), () -> false);
        await().until(() -> given().get("/v1/stop-jobs/" + ending.jobId()).path("finishedAt") != null);
        assertThat(ended(next).job()).isPresent();
        assertThat(simulator.fleet().find("i-sim001").orElseThrow().stopsTaken())
                .isEqualTo(1);
    }

    /** @return a call that has begun to wait */
    private CompletableFuture<Ending> wait(ObjectNode request, AtomicBoolean hasLeft) throws Exception {
        var waits = new CountDownLatch(1);
        var call = call(request, () -> {
            // Asked after each look at the job.
            waits.countDown();
            return hasLeft.get();
        });
        assertThat(waits.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return call;
    }

    private CompletableFuture<Ending> call(ObjectNode request, BooleanSupplier hasLeft) {
        return RequestContext.run(
                vertx, () -> calls.stop(CALLER, StopJobRequest.of(request), new Origin(entry(), hasLeft)));
    }

    private Entry entry() {
        return trail.begin(new Provenance("volcengine", Deed.STOP, "request", "127.0.0.1"));
    }

    private static Ending ended(CompletableFuture<Ending> call) throws Exception {
        return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Code refusalOf(ObjectNode request) {
        var failure = catchThrowableOfType(ExecutionException.class, () -> ended(call(request, () -> false)));
        return ((Refusal) failure.getCause()).code();
    }

    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("clientToken", token);
        request.putArray("instanceIds").add("i-sim001");
        return request;
    }

    /** One whose job is over only when it is taken back. */
    private ObjectNode tomorrow() {
        return request().put("notBefore", Instant.now().plus(Duration.ofDays(1)).toString());
    }

    private static void cancel(ObjectNode request) {
        given().post(rest(request).header("Location") + "/cancel").then().statusCode(200);
    }

    private static Response rest(ObjectNode request) {
        return given().contentType("application/json").body(request.toString()).post("/v1/stop-jobs");
    }
}
