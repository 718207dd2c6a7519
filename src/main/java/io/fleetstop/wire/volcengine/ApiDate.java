package io.fleetstop.wire.volcengine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one spelling of a time in {@code X-Date}: UTC, without separators, in whole seconds. */
public final class ApiDate {
    private static final DateTimeFormatter SPELLING = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final int LENGTH_OF_DAY = 8;

    private ApiDate() {}

    public static String of(Instant time) {
        return SPELLING.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /** @throws java.time.format.DateTimeParseException for anything else */
    static Instant read(String text) {
        return LocalDateTime.parse(text, SPELLING).toInstant(ZoneOffset.UTC);
    }

    /** {@code yyyyMMdd}, as the scope of a credential has it. */
    public static String day(String date) {
        return date.substring(0, Math.min(LENGTH_OF_DAY, date.length()));
    }
}
