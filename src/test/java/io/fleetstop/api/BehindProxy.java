package io.fleetstop.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that trusts what a proxy says of how requests came, and that has little patience. */
public class BehindProxy implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.http.proxy.proxy-address-forwarding", "true", "fleetstop.http.body-timeout", "300ms");
    }
}
