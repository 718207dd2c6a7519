package io.fleetstop.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What nobody may read anywhere, by what it is. */
final class Secrets {
    /** What is shorter could stand somewhere by accident. */
    private static final int SHORTEST = 16;

    private final Map<String, String> secrets = new TreeMap<>();

    /** Makes one up. */
    String make(String name) {
        return keep(name, UUID.randomUUID().toString());
    }

    /** Makes one up with characters that mean something where settings are read. */
    String makeAwkward(String name) {
        return keep(name, "$" + UUID.randomUUID() + "$$x\\${HOME}");
    }

    /** @return the same */
    String keep(String name, String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
        }
        secrets.put(name, secret);
        return secret;
    }

    /** A token, also by its signature alone, which is what makes it one. */
    String keepToken(String name, String token) {
        keep("the signature of " + name, token.substring(token.lastIndexOf('.') + 1));
        return keep(name, token);
    }

    /** Each secret that a place tells, with the beginning of the first line that does; there must be none. */
    List<String> toldBy(String place, String text) {
        List<String> leaks = new ArrayList<>();
        secrets.forEach((name, secret) -> {
            if (text.contains(secret)) {
                String line = Arrays.stream(text.split("\n"))
                        .filter(each -> each.contains(secret))
                        .findFirst()
                        .orElse("over several lines");
                leaks.add(place + " tells " + name + ": " + line.substring(0, Math.min(line.length(), 300)));
            }
        });
        return leaks;
    }
}
