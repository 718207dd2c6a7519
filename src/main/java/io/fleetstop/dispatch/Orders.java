package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StopOrder;
import java.util.List;

/** What the cloud is asked about the instances of one job. Decided once, when the job is leased: a dry run has no way to make a stop. */
sealed interface Orders {

    static Orders of(JobOptions options) {
        return options.dryRun() ? new Checks(options) : new Stops(options);
    }

    /**
     * The call that the job is there for.
     *
     * @param instanceIds not more than {@link #mostInOneCall}
     */
    Order order(List<String> instanceIds, boolean forced);

    /**
     * How many instances one call may name.
     *
     * @param wanted how many it should
     */
    int mostInOneCall(Provider provider, int wanted);

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
        public StopOrder order(List<String> instanceIds, boolean forced) {
            return new StopOrder(
                    instanceIds, options.stoppedMode().name(), options.forceStop() || forced, options.confirmStop());
        }

        @Override
        public int mostInOneCall(Provider provider, int wanted) {
            return provider.stopsMany(options.confirmStop()) ? wanted : 1;
        }
    }

    /** Of a dry run. */
    record Checks(JobOptions options) implements Orders {

        @Override
        public CheckOrder order(List<String> instanceIds, boolean forced) {
            return check(instanceIds.get(0));
        }

        @Override
        public int mostInOneCall(Provider provider, int wanted) {
            return 1;
        }
    }
}
