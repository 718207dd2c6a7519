package io.fleetstop.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The role that the service works as. It owns nothing; what it may do it is granted by the migration. */
final class ServiceRole {

    static final String NAME = "fleetstop_service";

    private ServiceRole() {}

    /**
     * Makes the role unless there is one, as in a folder of an earlier version there is none, and gives it a new password. Blocks.
     *
     * @param ownerPassword of the role that owns the cluster
     * @param password letters and digits; only this process ever knows it
     */
    static void make(int port, String ownerPassword, String password) throws SQLException {
        Properties owner = new Properties();
        owner.put("user", Cluster.USER);
        owner.put("password", ownerPassword);
        // Waits for a server that hangs no longer than for one that starts.
        owner.put("loginTimeout", Cluster.PATIENCE_SECONDS);
        owner.put("socketTimeout", Cluster.PATIENCE_SECONDS);
        try (Connection connection =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", owner);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN IF to_regrole('" + NAME + "') IS NULL THEN CREATE ROLE " + NAME + "; END IF; END $$");
            // Also takes back what somebody may have given it: a role that may do everything protects nothing.
            statement.execute(
                    "ALTER ROLE " + NAME + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                            + " PASSWORD '" + password + "'");
        }
    }
}
