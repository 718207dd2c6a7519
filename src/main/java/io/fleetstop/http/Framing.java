package io.fleetstop.http;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Lets nothing through of which two readers could disagree where it ends or whom it is for: a proxy before this service and the service
 * itself, for example. That is what request smuggling lives on.
 */
@ApplicationScoped
public class Framing {
    /** After the request has its name, before anybody acts on what it says. */
    private static final int PRIORITY = 996;

    void guard(@Observes Filters filters) {
        filters.register(Framing::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            context.next();
            return;
        }
        if (LastRequest.wasBefore(request)) {
            request.connection().close();
            return;
        }
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean isChunked =
                codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0).strip());
        if (!codings.isEmpty()) {
            // RFC 9112, section 6.1, for a request that has a Content-Length as well. By now the server has taken that
            // off, so those
            // cannot be told from others any more; a new connection now and then is what others pay for it.
            LastRequest.mark(context);
        }
        if (!codings.isEmpty() && !isChunked) {
            refuse(context, "Transfer-Encoding may only be chunked.");
        } else if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            LastRequest.mark(context);
            refuse(context, "Host may be given once.");
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, String why) {
        RouteProblem.answer(context, Refusal.of(Code.INVALID_ARGUMENT, why));
    }
}
