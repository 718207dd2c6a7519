package io.fleetstop.job;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Between Java's words and those of the SQL client, which knows no {@link Instant} and turns intervals into calendar terms. */
final class Sql {
    private Sql() {}

    static Optional<Row> first(RowSet<Row> rows) {
        Iterator<Row> each = rows.iterator();
        return each.hasNext() ? Optional.of(each.next()) : Optional.empty();
    }

    static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
