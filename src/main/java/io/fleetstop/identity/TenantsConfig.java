package io.fleetstop.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Whom the service works for. */
@ConfigMapping(prefix = "fleetstop")
public interface TenantsConfig {

    @WithDefaults
    Map<String, Tenant> tenants();

    /** One of them, under {@code fleetstop.tenants."name"}. Who belongs to none, by subject, group or access key, is not let in. */
    interface Tenant {

        /**
         * The {@code sub} of tokens. Those that begin with {@code system:serviceaccount:} are the cluster's and no others are: the company's
         * issuer cannot hand them out.
         */
        Optional<Set<String>> subjects();

        /** Groups that a company token names. A subject of the list above belongs to its tenant whatever its groups are. */
        Optional<Set<String>> groups();

        /**
         * By role, {@code roles.submit}: which of the tenant's subjects and groups have it, or {@code *} for all of them. Absent:
         * {@code read} and {@code submit} are everybody's, {@code force-stop}, {@code stop-charging} and {@code admin} nobody's.
         */
        Map<String, Set<String>> roles();

        /** The targets in which the tenant may stop instances, and which it sees; {@code *} for every one. */
        Optional<Set<String>> targets();

        /**
         * Operations of jobs that are not over. Too low: large fleets are sent away. Too high: one tenant's backlog fills the record. Past
         * it a request is refused with 429 and nothing is stored.
         */
        @WithDefault("10000")
        int maxOpenOperations();

        /**
         * Instances that the tenant may have stopped in any one hour, dry runs not counted. It bounds what a mistake or a stolen key can
         * do. Absent: no bound. Past it a request is refused with 429 and nothing is stored.
         */
        OptionalInt maxInstancesPerHour();

        /**
         * Requests a second that one replica takes of the tenant; as many more may come at once after a rest. Too low: dashboards stall.
         * Too high: one tenant's script takes the place of the others.
         */
        @WithDefault("100")
        int requestsPerSecond();
    }
}
