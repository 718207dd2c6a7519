package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.StopOrder;

/** What the cloud is asked about the instances of one job. Decided once, when the job is leased: a dry run has no way to make a stop. */
sealed interface Orders {

    static Orders of(JobOptions options) {
        return options.dryRun() ? new Checks(options) : new Stops(options);
    }

    /** The call that the job is there for. */
    Order order(String instanceId, boolean forced);

    JobOptions options();

    /** A call that changes nothing whatever the job is. */
    default CheckOrder check(String instanceId) {
        return new CheckOrder(
                instanceId,
                options().stoppedMode().name(),
                options().forceStop(),
                options().confirmStop());
    }

    /** Of a job that stops. */
    record Stops(JobOptions options) implements Orders {

        @Override
        public StopOrder order(String instanceId, boolean forced) {
            return new StopOrder(
                    instanceId, options.stoppedMode().name(), options.forceStop() || forced, options.confirmStop());
        }
    }

    /** Of a dry run. */
    record Checks(JobOptions options) implements Orders {

        @Override
        public CheckOrder order(String instanceId, boolean forced) {
            return check(instanceId);
        }
    }
}
