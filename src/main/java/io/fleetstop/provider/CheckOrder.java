package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** A stop of one instance to be judged by the cloud and not carried out; the other components are those of {@link StopOrder}. */
public record CheckOrder(String instanceId, String stoppedMode, boolean force, boolean confirm) implements Order {
    @Override
    public List<String> instanceIds() {
        return List.of(instanceId);
    }

    @Override
    public Uni<StopAnswers> sendTo(Provider provider) {
        return provider.check(this).map(answer -> StopAnswers.ofAll(instanceIds(), answer));
    }
}
