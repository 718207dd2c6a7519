package io.fleetstop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What of a browser a login takes: it keeps cookies. It follows no redirect by itself, so that each step can be looked at. */
public final class Browser {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final Map<String, String> cookies = new TreeMap<>();
    private final List<String> everyCookie = new ArrayList<>();
    private final List<HttpResponse<String>> answers = new ArrayList<>();

    /** @param service where addresses without a host lie */
    public Browser(URI service) {
        this.service = service;
    }

    /** The way to the issuer and back, until the session is there. */
    public HttpResponse<String> logIn(String page) {
        return get(location(get(location(get(page)))));
    }

    public HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(service.resolve(address)).header("Accept", "text/html,application/json"));
    }

    /** As the dashboard's own pages do it. */
    public HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .header("X-Fleetstop-Page", "1")
                .POST(BodyPublishers.ofString(json)));
    }

    /** What it has at present, by name; to be altered as somebody would who sits at it. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Values of all cookies that it was ever given, in the order in which they came. */
    public List<String> everyCookie() {
        return List.copyOf(everyCookie);
    }

    /** Those of one server of all that it was led to. */
    public List<HttpResponse<String>> answersOf(String url) {
        return answers.stream()
                .filter(answer -> answer.uri().toString().startsWith(url + "/"))
                .toList();
    }

    /** What no page would send. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            answers.add(answer);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
            everyCookie.add(pair[1]);
        }
    }

    /** Where an answer leads to, which must lead somewhere. */
    public static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
    }
}
