package io.fleetstop.target;

import io.fleetstop.provider.Provider;
import java.net.URI;
import java.util.regex.Pattern;

/** What a target's settings must be. A complaint is one line that begins with the key to mend and never shows a secret. */
record TargetRules(String name, TargetConfig config) {

    /** Names stand in addresses, log lines and metric labels. No dot: it is what a variable's underscore turns into. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /** A token travels in a header: a line break that was copied along would end it. */
    private static final Pattern HEADER_TEXT = Pattern.compile("[!-~]+");

    /** More connections than this are a slip of the pen. */
    private static final int MOST_IN_FLIGHT = 1000;

    /** @throws IllegalArgumentException naming the first setting that will not do */
    void check() {
        require(
                NAME.matcher(name).matches(),
                "",
                "a target's name is up to 63 letters, digits, dashes and underscores; a variable must spell a dash as a dash");
        require(
                EndpointRule.isRegion(config.region()),
                ".region",
                "'" + config.region() + "' is not a region id such as cn-hangzhou");
        checkKey();
        require(
                config.maxInFlight() >= 1 && config.maxInFlight() <= MOST_IN_FLIGHT,
                ".max-in-flight",
                config.maxInFlight() + " is not between 1 and " + MOST_IN_FLIGHT);
        require(
                config.batchSize() >= 1 && config.batchSize() <= Provider.MOST_IDS,
                ".batch-size",
                config.batchSize() + " is not between 1 and " + Provider.MOST_IDS);
        checkRate();
        new ProtectionRules(this, config.protectedInstances()).check();
    }

    Cloud cloud() {
        return Cloud.of(config.provider())
                .orElseThrow(() -> complaint(
                        ".provider", "'" + config.provider() + "' is no provider; known are aliyun and volcengine"));
    }

    /** Where the calls go: the override where there is one, else {@code vendors}. */
    URI endpoint(URI vendors) {
        try {
            return config.endpoint().map(EndpointRule::checked).orElse(vendors);
        } catch (IllegalArgumentException refused) {
            throw complaint(".endpoint", refused.getMessage());
        }
    }

    IllegalArgumentException complaint(String setting, String text) {
        return new IllegalArgumentException("fleetstop.targets.\"" + name + "\"" + setting + ": " + text);
    }

    // Half a key must not fall back to the default chain: the calls would go out under another account.
    private void checkKey() {
        boolean id = config.accessKeyId().isPresent();
        boolean secret = config.accessKeySecret().isPresent();
        require(secret || !id, ".access-key-secret", "is missing beside the access-key-id");
        require(id || !secret, ".access-key-id", "is missing beside the access-key-secret");
        config.securityToken().ifPresent(token -> {
            require(id, ".access-key-id", "is missing beside the security-token");
            require(HEADER_TEXT.matcher(token).matches(), ".security-token", "holds a character that no token has");
        });
    }

    private void checkRate() {
        double max = config.rate().max().orElse(Double.MAX_VALUE);
        double initial = config.rate().initial().orElse(Math.min(1, max));
        require(max > 0 && Double.isFinite(max), ".rate.max", max + " is not a number of calls above 0");
        require(initial > 0 && initial <= max, ".rate.initial", initial + " is not above 0 and at most rate.max");
    }

    private void require(boolean fine, String setting, String text) {
        if (!fine) {
            throw complaint(setting, text);
        }
    }
}
