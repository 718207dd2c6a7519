package io.fleetstop.testing;

import io.fleetstop.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own for each test that asks, on one server for all of them. The one place that chooses the server. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** Creates an empty database. Gives its URL, of the role that owns it. */
    public static String fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = connect(Server.URL);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException broken) {
            throw new IllegalStateException("no fresh test database", broken);
        }
        return Server.URL.substring(0, Server.URL.lastIndexOf('/') + 1) + name;
    }

    /** Opens a JDBC connection to where a URL of that form points. */
    public static Connection connect(String url) throws SQLException {
        DatabaseUrl database = DatabaseUrl.parse(url);
        return DriverManager.getConnection(
                database.jdbc(), database.user(), database.password().orElse(""));
    }

    /** Started by the first who asks, and not at all if nobody does. */
    private static final class Server {
        static final String URL = TestServer.start();
    }
}
