package io.fleetstop.dashboard;

import io.fleetstop.identity.Entrance;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what is asked of the dashboard from all else, and answers it. Each page has an address of its own, which can be shared. */
@ApplicationScoped
public class DashboardDoor {
    /** After the doors for the clouds' clients, whose calls come to {@code /} as browsers do. */
    private static final int PRIORITY = 800;

    private static final Pattern PAGE = Pattern.compile("/dashboard(/(jobs(/[^/]+)?|targets|submit)?)?/?");

    private final ServedFiles files;
    private final Entrance entrance;

    DashboardDoor(ServedFiles files, Entrance entrance) {
        this.files = files;
        this.entrance = entrance;
    }

    void open(@Observes Filters filters) {
        filters.register(this::serve, PRIORITY);
    }

    private void serve(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            context.next();
            return;
        }
        String path = request.path();
        Optional<ServedFile> file = files.at(path);
        if (file.isPresent()) {
            send(request, 200, file.get());
        } else if (PAGE.matcher(path).matches()) {
            show(context, 200);
        } else if (path.equals("/") && isForPeople(request)) {
            request.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            show(context, 200);
        } else if (path.startsWith("/dashboard/") && isForPeople(request)) {
            // The page that says so, with a way back.
            show(context, 404);
        } else {
            context.next();
        }
    }

    /** The page holds nothing of anybody's; it is only of no use to who has not logged in. */
    private void show(RoutingContext context, int status) {
        if (entrance.mustLogIn(context)) {
            entrance.logIn(context);
        } else {
            send(context.request(), status, files.shell());
        }
    }

    private static boolean isForPeople(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html");
    }

    private static void send(HttpServerRequest request, int status, ServedFile file) {
        HttpServerResponse response = request.response();
        SafeHeaders.put(response.headers());
        response.putHeader(HttpHeaders.CACHE_CONTROL, file.cacheControl())
                .putHeader(HttpHeaders.ETAG, file.entityTag());
        if (status == 200 && isKnown(request, file)) {
            response.setStatusCode(304).end();
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(file.content().length()));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(file.content());
        }
    }

    private static boolean isKnown(HttpServerRequest request, ServedFile file) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        return known != null && (known.contains(file.entityTag()) || known.equals("*"));
    }
}
