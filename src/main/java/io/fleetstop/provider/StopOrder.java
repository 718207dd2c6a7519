package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;

/**
 * One instance to stop, and how.
 *
 * @param stoppedMode {@code KeepCharging} or {@code StopCharging}, the same words in both clouds. Always sent: an account's own default
 *     may differ from the vendor's
 * @param force like pulling the plug: unsaved data of the guest is lost
 * @param confirm the caller knows that data on local disks goes
 */
public record StopOrder(String instanceId, String stoppedMode, boolean force, boolean confirm) implements Order {

    @Override
    public Uni<StopAnswer> sendTo(Provider provider) {
        return provider.stop(this);
    }
}
