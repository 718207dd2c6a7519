package io.fleetstop.http;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the body of each request before a resource sees the request, and never more of it than may be; the server's own limit ends one that
 * comes in pieces without a word, and with a stack trace in the log. A body that says beforehand that it is too large is not read at all.
 */
@ApplicationScoped
public class WholeBody {
    /** After the doors that read bodies themselves, before the server's own limit. */
    private static final int PRIORITY = 900;

    private static final String PLAIN = "identity";

    private final long mostBytes;

    WholeBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.mostBytes = most.asLongValue();
    }

    void readEachBody(@Observes Filters filters) {
        filters.register(this::read, PRIORITY);
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!RequestInTime.hasBody(request)) {
            context.next();
        } else if (!isPlain(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
            // A few bytes can unpack to gigabytes, so nothing is unpacked.
            context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, PLAIN);
            RouteProblem.answer(context, Refusal.of(Code.UNSUPPORTED_MEDIA_TYPE, "Bodies are not compressed."));
        } else if (says(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > mostBytes) {
            refuse(context);
        } else if (request.version() == HttpVersion.HTTP_2) {
            // Resources of this framework cannot be given a request of HTTP/2 that has been read. Its own limit has to
            // do.
            context.next();
        } else {
            if (request.version() == HttpVersion.HTTP_1_1
                    && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                request.response().writeContinue();
            }
            collect(context);
        }
    }

    private void collect(RoutingContext context) {
        Buffer body = Buffer.buffer();
        var isRefused = new AtomicBoolean();
        context.request()
                .handler(chunk -> {
                    // A refused request goes on coming in for a while, and its answer may wait a moment to be recorded.
                    if (isRefused.get() || context.response().ended()) {
                        return;
                    }
                    body.appendBuffer(chunk);
                    if (body.length() > mostBytes) {
                        isRefused.set(true);
                        refuse(context);
                    }
                })
                .endHandler(whole -> {
                    if (!isRefused.get() && !context.response().ended()) {
                        ((RoutingContextInternal) context).setBody(body);
                        context.next();
                    }
                })
                .resume();
    }

    private static boolean isPlain(String coding) {
        return coding == null || coding.strip().equalsIgnoreCase(PLAIN);
    }

    private void refuse(RoutingContext context) {
        LastRequest.mark(context);
        RouteProblem.answer(context, Refusal.of(Code.REQUEST_TOO_LARGE, "The body may have " + mostBytes + " bytes."));
    }

    /** Zero for what says nothing, or nothing that is a number; what comes is counted anyway. */
    private static long says(String length) {
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
