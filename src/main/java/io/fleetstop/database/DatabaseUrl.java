package io.fleetstop.database;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is and who we are there, as read from {@code postgresql://user:password@host:port/db?options}.
 *
 * @param address {@code host:port/db?options}: what may be shown to people and is common to both drivers
 */
public record DatabaseUrl(String address, String user, Optional<String> password) {

    // Not java.net.URI: it knows no host for names with an underscore, which container networks give out.
    private static final Pattern SHAPE = Pattern.compile("postgres(?:ql)?://"
            + "(?<user>[^:@/?#\\s]+)(?::(?<password>[^@/?#\\s]*))?@"
            + "(?<host>\\[[0-9a-fA-F:.%]+]|[^:@/?#\\[\\],\\s]+)(?::(?<port>[0-9]{1,5}))?"
            + "/(?<database>[^/?#,\\s]+)(?<options>\\?[^#,\\s]*)?");

    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;

    /** Reads {@code fleetstop.database.url}. */
    public static DatabaseUrl parse(String url) {
        return parse("fleetstop.database.url", url);
    }

    /**
     * Reads a URL; user and password may hold any character as percent escapes of its UTF-8 bytes.
     *
     * @param setting the key that it is the value of
     * @throws ConfigurationException if it is malformed; the message repeats nothing of it, as it may hold a password
     */
    public static DatabaseUrl parse(String setting, String url) {
        Matcher parts = SHAPE.matcher(url.strip());
        if (!parts.matches()) {
            throw new ConfigurationException(setting + " is not of the form"
                    + " postgresql://user:password@host:port/db (write special characters of the user"
                    + " and the password as percent escapes, @ as %40)");
        }
        String options = Optional.ofNullable(parts.group("options")).orElse("");
        return new DatabaseUrl(
                parts.group("host") + ":" + port(setting, parts.group("port")) + "/" + parts.group("database")
                        + options,
                decode(setting, parts.group("user")),
                Optional.ofNullable(parts.group("password")).map(password -> decode(setting, password)));
    }

    /** For the JDBC driver; user and password go beside it. */
    public String jdbc() {
        return "jdbc:postgresql://" + address;
    }

    /** For the reactive driver; user and password go beside it. */
    public String reactive() {
        return "postgresql://" + address;
    }

    /** Without the password, so that no log line can leak it. */
    @Override
    public String toString() {
        return reactive();
    }

    private static int port(String setting, String digits) {
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new ConfigurationException(setting + " names a port outside 1 to " + HIGHEST_PORT);
        }
        return port;
    }

    private static String decode(String setting, String escaped) {
        try {
            // The decoder is made for forms, where + is a blank; in a URL's user part it is itself.
            return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            // The cause is dropped on purpose: its message quotes the password.
            throw new ConfigurationException(setting + " has a % in its user or password"
                    + " that starts no percent escape (write % itself as %25)");
        }
    }
}
