package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Answers of a database in one column, asked over a connection of its own. */
record Answers(String databaseUrl) {

    int number(String query, String... parameters) {
        return Integer.parseInt(texts(query, parameters).get(0));
    }

    List<String> texts(String query, String... parameters) {
        try (Connection connection = TestDatabase.connect(databaseUrl);
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int place = 0; place < parameters.length; place++) {
                statement.setString(place + 1, parameters[place]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
