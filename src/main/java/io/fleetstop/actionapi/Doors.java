package io.fleetstop.actionapi;

import io.fleetstop.audit.Entry;
import io.fleetstop.audit.Trail;
import io.fleetstop.identity.AccessKeys;
import io.fleetstop.identity.From;
import io.fleetstop.job.Deed;
import io.fleetstop.job.Provenance;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RequestId;
import io.fleetstop.tracing.RequestSpans;
import io.fleetstop.wire.RequestBody;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Between HTTP and the {@link Door} of a call's language. A filter and no resource: signatures cover the query as it was sent, and none of
 * REST's own refusals may answer a client that does not read them.
 */
@ApplicationScoped
public class Doors {

    /** After the request has its name, before REST's limit of bodies. */
    private static final int PRIORITY = 950;

    private static final String ROOT = "/";

    private final List<Door> doors;
    private final AccessKeys keys;
    private final Trail trail;
    private final RequestSpans spans;

    /** @param doors those with the narrower signs first, by their priority */
    Doors(@All List<Door> doors, AccessKeys keys, Trail trail, RequestSpans spans) {
        this.doors = doors;
        this.keys = keys;
        this.trail = trail;
        this.spans = spans;
    }

    void open(@Observes Filters filters) {
        filters.register(this::serve, PRIORITY);
    }

    private void serve(RoutingContext context) {
        HttpServerRequest request = context.request();
        doors.stream()
                .filter(door -> mayBeCall(request) && door.isFor(request))
                .findFirst()
                .ifPresentOrElse(door -> serve(door, new Call(request, entry(door, context))), context::next);
    }

    private Entry entry(Door door, RoutingContext context) {
        var provenance =
                new Provenance(door.cloud(), Deed.STOP, RequestId.of(context), From.address(context.request()));
        return trail.begin(provenance).tracedBy(spans.begin(context, ROOT, door.cloud()));
    }

    private static boolean mayBeCall(HttpServerRequest request) {
        boolean isCall = request.method() == HttpMethod.GET || request.method() == HttpMethod.POST;
        return isCall && ROOT.equals(request.path());
    }

    private void serve(Door door, Call call) {
        // Where signatures are not checked, what a page makes a browser send would be as good as the owner's own call.
        if (!keys.areChecked() && Browser.sent(call.request())) {
            refuse(
                    door,
                    call,
                    Refusal.of(Code.ACCESS_DENIED, "Without access keys no call that a browser sends is taken."));
            return;
        }
        RequestBody.read(call.request())
                .onSuccess(body -> answer(door, call, body))
                .onFailure(failure -> {
                    if (failure instanceof RequestBody.TooLarge) {
                        refuse(door, call, Refusal.of(Code.REQUEST_TOO_LARGE, failure.getMessage()));
                    }
                });
    }

    private void answer(Door door, Call call, Buffer body) {
        door.answer(call, body).subscribe().with(answer -> record(call, answer));
    }

    private static void refuse(Door door, Call call, Refusal refusal) {
        if (call.request().version() != HttpVersion.HTTP_2) {
            // The body is on its way all the same; nobody is going to read it.
            call.request().response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        call.entry().failed(refusal);
        record(call, door.refuse(call, refusal));
    }

    /** The one way out for answers, so that none goes without the row of a call that is refused. */
    private static void record(Call call, Answer answer) {
        call.entry().answered(answer.httpStatus(), answer.code()).subscribe().with(recorded -> send(call, answer));
    }

    private static void send(Call call, Answer answer) {
        HttpServerResponse response = call.request().response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.httpStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .end(answer.body());
    }
}
