package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The part of a list that a call asks for. */
record Page(int from, int size) {
    private static final int DEFAULT_SIZE = 10;
    private static final int MOST_PAGES = 100_000;

    /** The older way: {@code PageNumber} from 1, {@code PageSize}. */
    static Page numbered(RpcCall call, int mostSize) {
        int size = call.number("PageSize", DEFAULT_SIZE, 1, mostSize);
        return new Page((call.number("PageNumber", 1, 1, MOST_PAGES) - 1) * size, size);
    }

    /** The newer way: {@code MaxResults} and the {@code NextToken} of the page before. */
    static Page continued(RpcCall call, int mostSize) {
        int from = call.parameter("NextToken").map(Page::position).orElse(0);
        return new Page(from, call.number("MaxResults", DEFAULT_SIZE, 1, mostSize));
    }

    <T> List<T> of(List<T> all) {
        int first = Math.min(from, all.size());
        return all.subList(first, Math.min(first + size, all.size()));
    }

    int number() {
        return from / size + 1;
    }

    /** Empty when the list ends with this page. */
    String nextToken(int total) {
        return from + size >= total ? "" : token(from + size);
    }

    private static String token(int position) {
        byte[] text = Integer.toString(position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Math.min(Integer.parseUnsignedInt(text) & Integer.MAX_VALUE, MOST_PAGES * DEFAULT_SIZE);
        } catch (IllegalArgumentException notOurs) {
            throw new RpcRefusal(RpcError.invalid("NextToken"));
        }
    }
}
