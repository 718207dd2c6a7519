package io.fleetstop.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The role that services under test work as, so that each test shows that its rights suffice. It owns nothing. */
public final class TestRole {
    public static final String NAME = "service_under_test";

    private static final String PASSWORD = "service";

    private TestRole() {}

    /** Once for each server, before the first migration. */
    public static void makeOn(String ownerUrl) {
        try (Connection connection = TestDatabase.connect(ownerUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + PASSWORD + "'");
        } catch (SQLException broken) {
            throw new IllegalStateException("no role for services under test", broken);
        }
    }

    /** The same database, for the service: {@code fleetstop.database.url} beside {@code fleetstop.database.owner-url}. */
    public static String of(String ownerUrl) {
        return ownerUrl.replaceFirst("//[^@/]*@", "//" + NAME + ":" + PASSWORD + "@");
    }
}
