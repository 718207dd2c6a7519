package io.fleetstop.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * An OpenID provider on loopback, as real as a client can tell: discovery, keys, login with PKCE, tokens, renewal. Whoever is sent to its
 * login page is logged in at once, as {@link #user}.
 */
public final class Issuer implements AutoCloseable {
    public static final String CLIENT = "dashboard";
    public static final String CLIENT_SECRET = "the-dashboards-own-secret-for-the-issuer";

    private final HttpServer server;
    private volatile RsaJsonWebKey key;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();
    private final List<String> given = new CopyOnWriteArrayList<>();
    private final AtomicInteger discoveries = new AtomicInteger();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private volatile Duration tokensLast = Duration.ofMinutes(5);
    private volatile boolean away;
    private volatile String user = "alice";
    private volatile List<String> groups = List.of();
    private volatile String expectedToken;

    private record Login(String user, List<String> groups, String challenge, String nonce, String redirect) {}

    public Issuer() {
        try {
            key = newKey();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> {
            discoveries.incrementAndGet();
            guarded(exchange, discovery());
        });
        server.createContext("/keys", exchange -> {
            keyRequests.incrementAndGet();
            guarded(exchange, new JsonWebKeySet(key).toJson());
        });
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/logout", exchange -> answer(exchange, 200, "text/plain", "bye"));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public RsaJsonWebKey key() {
        return key;
    }

    /** A token that is right in all, to be spoilt as one likes. */
    public Token token() {
        return new Token(key, url());
    }

    /** Who logs in next. */
    public void user(String name, String... groups) {
        this.user = name;
        this.groups = List.of(groups);
    }

    /** From now on discovery and keys are for those alone who show this bearer token. */
    public void closeFor(String token) {
        expectedToken = token;
    }

    /** Every code and token that it gave out for logins. */
    public List<String> given() {
        return List.copyOf(given);
    }

    /** From now on nothing is told to anybody, or again to all. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** From now on logins last so long, until they are renewed. */
    public void tokensLast(Duration time) {
        tokensLast = time;
    }

    /** From now on tokens are signed with another key, and with no key of before. */
    public void changeKey() {
        key = newKey();
    }

    public int discoveries() {
        return discoveries.get();
    }

    public int tokenRequests() {
        return tokenRequests.get();
    }

    public int keyRequests() {
        return keyRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(UUID.randomUUID().toString());
            made.setAlgorithm("RS256");
            made.setUse("sig");
            return made;
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String discovery() {
        return new JsonObject()
                .put("issuer", url())
                .put("jwks_uri", url() + "/keys")
                .put("authorization_endpoint", url() + "/authorize")
                .put("token_endpoint", url() + "/token")
                .put("end_session_endpoint", url() + "/logout")
                .put("response_types_supported", List.of("code"))
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", List.of("RS256"))
                .encode();
    }

    private void guarded(HttpExchange exchange, String json) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        boolean fine = !away && (expectedToken == null || ("Bearer " + expectedToken).equals(shown));
        answer(exchange, fine ? 200 : 403, "application/json", fine ? json : "{}");
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        given.add(code);
        logins.put(
                code,
                new Login(user, groups, query.get("code_challenge"), query.get("nonce"), query.get("redirect_uri")));
        exchange.getResponseHeaders()
                .add("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenRequests.incrementAndGet();
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean renewal = "refresh_token".equals(form.get("grant_type"));
        Login login = logins.remove(form.get(renewal ? "refresh_token" : "code"));
        boolean proven = login != null && isTheDashboard(exchange, form) && (renewal || fits(login, form));
        if (!proven) {
            answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        String renewed = UUID.randomUUID().toString();
        logins.put(renewed, login);
        Token id = token().expiresIn(tokensLast)
                .audience(CLIENT)
                .subject(login.user())
                .claim("preferred_username", login.user());
        id.claim("groups", login.groups());
        if (login.nonce() != null) {
            id.claim("nonce", login.nonce());
        }
        JsonObject tokens = new JsonObject()
                .put("id_token", id.text())
                .put(
                        "access_token",
                        token().subject(login.user())
                                .claim("groups", login.groups())
                                .text())
                .put("refresh_token", renewed)
                .put("token_type", "Bearer")
                .put("expires_in", 300);
        given.addAll(List.of(
                tokens.getString("id_token"), tokens.getString("access_token"), tokens.getString("refresh_token")));
        answer(exchange, 200, "application/json", tokens.encode());
    }

    private static boolean isTheDashboard(HttpExchange exchange, Map<String, String> form) {
        String basic = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || CLIENT.equals(form.get("client_id")) && CLIENT_SECRET.equals(form.get("client_secret"));
    }

    private static boolean fits(Login login, Map<String, String> form) {
        return login.redirect().equals(form.get("redirect_uri"))
                && login.challenge() != null
                && login.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, second) -> second));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
