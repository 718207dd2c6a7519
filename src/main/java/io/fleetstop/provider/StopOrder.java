package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Instances to stop, and how.
 *
 * @param instanceIds from one to {@link Provider#MOST_IDS}; more than one only where {@link Provider#stopsMany}
 * @param stoppedMode {@code KeepCharging} or {@code StopCharging}, the same words in both clouds. Always sent: an account's own default
 *     may differ from the vendor's
 * @param force like pulling the plug: unsaved data of the guest is lost
 * @param confirm the caller knows that data on local disks goes
 */
public record StopOrder(List<String> instanceIds, String stoppedMode, boolean force, boolean confirm) implements Order {
    @Override
    public Uni<StopAnswers> sendTo(Provider provider) {
        return provider.stop(this);
    }
}
