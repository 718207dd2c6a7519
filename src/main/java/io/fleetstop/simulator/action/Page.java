package io.fleetstop.simulator.action;

import io.fleetstop.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The part of a list that a call asks for. */
public record Page(int from, int size) {
    private static final int DEFAULT_SIZE = 10;
    private static final int MOST_PAGES = 100_000;

    /** The older way: {@code PageNumber} from 1, {@code PageSize}. */
    static Page numbered(Parameters call, int mostSize) {
        int size = call.number("PageSize", DEFAULT_SIZE, 1, mostSize);
        return new Page((call.number("PageNumber", 1, 1, MOST_PAGES) - 1) * size, size);
    }

    /** The newer way: {@code MaxResults} and the {@code NextToken} of the page before. */
    public static Page continued(Parameters call, int mostSize) {
        int from = call.find("NextToken").map(token -> position(token, call)).orElse(0);
        return new Page(from, call.number("MaxResults", DEFAULT_SIZE, 1, mostSize));
    }

    public <T> List<T> of(List<T> all) {
        int first = Math.min(from, all.size());
        return all.subList(first, Math.min(first + size, all.size()));
    }

    int number() {
        return from / size + 1;
    }

    /** Empty when the list ends with this page. */
    public String nextToken(int total) {
        return from + size >= total ? "" : token(from + size);
    }

    private static String token(int position) {
        byte[] text = Integer.toString(position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int position(String token, Parameters call) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Math.min(Integer.parseUnsignedInt(text) & Integer.MAX_VALUE, MOST_PAGES * DEFAULT_SIZE);
        } catch (IllegalArgumentException notOurs) {
            throw call.complaints().invalid("NextToken");
        }
    }
}
