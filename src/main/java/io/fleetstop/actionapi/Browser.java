package io.fleetstop.actionapi;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Knows requests that a browser sent. Any web page can make it call an address of this machine, with an image for example, and cannot
 * take all of the marks off that such a call has. No SDK sends one of them.
 */
final class Browser {
    private static final List<String> MARKS = List.of("Origin", "Referer", "Sec-Fetch-Site", "Sec-Fetch-Mode");

    /** What every browser begins its name with. Older ones send nothing else for a page that wants no referrer to be told. */
    private static final String NAME = "Mozilla/";

    private Browser() {}

    static boolean sent(HttpServerRequest request) {
        String name = request.getHeader("User-Agent");
        return MARKS.stream().anyMatch(mark -> request.getHeader(mark) != null)
                || name != null && name.startsWith(NAME);
    }
}
