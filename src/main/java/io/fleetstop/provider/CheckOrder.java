package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;

/** A stop to be judged by the cloud and not carried out; the components are those of {@link StopOrder}. */
public record CheckOrder(String instanceId, String stoppedMode, boolean force, boolean confirm) implements Order {

    @Override
    public Uni<StopAnswer> sendTo(Provider provider) {
        return provider.check(this);
    }
}
