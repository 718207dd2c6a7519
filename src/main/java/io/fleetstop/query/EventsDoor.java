package io.fleetstop.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.Role;
import io.fleetstop.job.StopJob;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.fleetstop.query.JobFeed.Key;
import io.fleetstop.query.JobFeed.Place;
import io.fleetstop.query.JobStream.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows one job to its end, without asking again and again: Server-Sent Events. A route and no resource, since a resource that streams
 * events has no say in status and headers.
 */
@ApplicationScoped
public class EventsDoor {
    /** A browser that lost the stream waits so long before it comes back. */
    private static final String BEGIN = "retry: 2000\n\n";

    private static final String SIGN_OF_LIFE = ": still here\n\n";

    /** Who takes nothing for so long holds a place for nothing; a reader that is only slow comes back to where it was. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What no time is left for begins all the same. */
    private static final Duration SOON = Duration.ofMillis(1);

    private final JobFeed feed;
    private final ObjectMapper json;

    EventsDoor(JobFeed feed, ObjectMapper json) {
        this.feed = feed;
        this.json = json;
    }

    void open(@Observes Router router) {
        router.get("/v1/stop-jobs/:id/events").handler(this::follow);
    }

    private void follow(RoutingContext request) {
        Context context = Vertx.currentContext();
        try {
            Key key = new Key(CurrentCaller.with(Role.READ, request).tenant(), JobId.read(request.pathParam("id")));
            Optional<Resumption> from = Resumption.read(request.request().getHeader("Last-Event-ID"));
            Place place = feed.open(key)
                    .orElseThrow(() ->
                            Refusal.of(Code.SERVICE_UNAVAILABLE, "Too many follow jobs here; ask for it instead."));
            place.job()
                    .onItem()
                    .ifNull()
                    .failWith(JobId::unknown)
                    .emitOn(task -> context.runOnContext(here -> task.run()))
                    .subscribe()
                    .with(
                            job -> begin(request, context, place, job, from),
                            failure -> RouteProblem.answer(request, failure));
        } catch (Refusal refusal) {
            RouteProblem.answer(request, refusal);
        }
    }

    private void begin(RoutingContext request, Context context, Place place, StopJob job, Optional<Resumption> from) {
        HttpServerResponse response = request.response();
        if (response.closed() || isAllTold(job, from)) {
            place.close();
            response.setStatusCode(204).end();
            return;
        }
        // A proxy that gathers an answer before it passes it on would turn a stream into a wait.
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream;charset=UTF-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .write(BEGIN);
        Cancellable stream = asLongAsKnown(new JobStream(place, from).events(job), request)
                .emitOn(task -> context.runOnContext(here -> task.run()))
                // The next one is asked for when this one has left: nothing gathers for who reads slowly.
                .onItem()
                .transformToUniAndConcatenate(event -> Uni.createFrom()
                        .completionStage(() -> response.write(text(event)).toCompletionStage())
                        .ifNoItem()
                        .after(PATIENCE)
                        .fail())
                .onTermination()
                .invoke(place::close)
                .subscribe()
                .with(written -> {}, broken -> context.runOnContext(here -> response.reset()), response::end);
        response.closeHandler(gone -> stream.cancel());
        place.cutOff(() -> context.runOnContext(here -> {
            stream.cancel();
            response.reset();
        }));
    }

    /** The reader comes back then and tells anew who it is, with a newer token or a session that was renewed. */
    private static Multi<Event> asLongAsKnown(Multi<Event> events, RoutingContext request) {
        return CurrentCaller.knownFor(request)
                .map(left -> left.compareTo(SOON) > 0 ? left : SOON)
                .map(left -> events.select().first(left))
                .orElse(events);
    }

    /** A browser comes back when a stream ends; this is how it is told that there is no more. */
    private static boolean isAllTold(StopJob job, Optional<Resumption> from) {
        return job.state().isFinal()
                && from.filter(each -> each.version() == job.version()).isPresent();
    }

    private String text(Event event) {
        if (event.name() == null) {
            return SIGN_OF_LIFE;
        }
        String id = event.id() == null ? "" : "id: " + event.id() + "\n";
        return "event: " + event.name() + "\n" + id + "data: " + oneLine(event.data()) + "\n\n";
    }

    /** JSON escapes line breaks, so it has none. */
    private String oneLine(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
