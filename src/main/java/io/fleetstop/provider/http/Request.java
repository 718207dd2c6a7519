package io.fleetstop.provider.http;

import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * A request without a body, signed and ready to go.
 *
 * @param uri path and query, escaped as they are signed
 * @param mostBytes a longer answer counts as none
 */
public record Request(HttpMethod method, String uri, Map<String, String> headers, int mostBytes) {}
