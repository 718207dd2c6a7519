package io.fleetstop.testing.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Puts the filter before each test that runs the service, so that none can forget it. Found by {@code META-INF/services}. */
public final class ContractEverywhere implements QuarkusTestBeforeEachCallback {
    private static final ContractFilter FILTER = new ContractFilter(Description.read());

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        RestAssured.replaceFiltersWith(FILTER);
    }
}
