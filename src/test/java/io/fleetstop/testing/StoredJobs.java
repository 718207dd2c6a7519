package io.fleetstop.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a refused request must not add to. */
public final class StoredJobs {
    private StoredJobs() {}

    /** Rows of jobs in the database of the running test. */
    public static long count() {
        String url = ConfigProvider.getConfig().getValue("fleetstop.database.url", String.class);
        try (Connection connection = TestDatabase.connect(url);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM stop_job")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
