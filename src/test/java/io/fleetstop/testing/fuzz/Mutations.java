package io.fleetstop.testing.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs that are nearly good out of good ones: that is where readers go wrong, and noise is refused at the first byte. */
final class Mutations {
    /** Pieces that have a meaning to one reader or another, and values at the edges of theirs. */
    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "[",
            "]",
            "{",
            "}",
            "{}",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            ",",
            ":",
            "&",
            "=",
            "%",
            "%00",
            "%ff",
            "%C0%80",
            "+",
            ";",
            "/",
            ".1",
            ".0",
            ".00001",
            "-1",
            "0",
            "1e999",
            "1e-999",
            "2147483648",
            "9223372036854775808",
            "99999999999999999",
            "NaN",
            "PT9999999999999S",
            "PT-1S",
            "P1D",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00+18:00",
            "2026-02-30T00:00:00Z",
            "T",
            "Z",
            "\u0000",
            "\r\n",
            "\n",
            " ",
            "\u00e9",
            "\ud83d\ude00",
            "\ufeff",
            "\u0130",
            "\u0661",
            "Credential=",
            "SignedHeaders=",
            "Signature=",
            "host;host",
            ";;",
            "Action",
            "Version",
            "InstanceIds.1",
            "InstanceId.",
            "Code");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    byte[] of(byte[] good) {
        byte[] input = good;
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + 1 + random.nextInt(8));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(input);
            case 1 -> joined(input, from, new byte[0], to);
            case 2, 3, 4 -> joined(input, from, piece(), from);
            case 5 -> joined(input, from, piece(), to);
            case 6 -> Arrays.copyOf(input, from);
            default -> joined(input, from, repeated(Arrays.copyOfRange(input, from, to)), to);
        };
    }

    private byte[] flipped(byte[] input) {
        byte[] flipped = input.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] repeated(byte[] part) {
        var repeated = new ByteArrayOutputStream();
        for (int times = random.nextInt(8) == 0 ? 2000 : 2; times > 0; times--) {
            repeated.writeBytes(part);
        }
        return repeated.toByteArray();
    }

    private static byte[] joined(byte[] input, int head, byte[] middle, int tail) {
        var joined = new ByteArrayOutputStream();
        joined.write(input, 0, head);
        joined.writeBytes(middle);
        joined.write(input, tail, input.length - tail);
        return joined.toByteArray();
    }
}
