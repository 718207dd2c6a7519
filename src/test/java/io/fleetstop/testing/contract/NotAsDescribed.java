package io.fleetstop.testing.contract;

import java.util.List;

/** The service does what its description does not allow. No {@link AssertionError}: a test that waits for one to pass would miss it. */
public final class NotAsDescribed extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAsDescribed(List<String> breaches, Exchange exchange) {
        super(String.join("; ", breaches) + "\n" + exchange);
    }
}
