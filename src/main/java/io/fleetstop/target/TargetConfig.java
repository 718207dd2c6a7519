package io.fleetstop.target;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The settings of one target, under {@code fleetstop.targets."name"}. */
public interface TargetConfig {

    /** {@code aliyun} or {@code volcengine}. */
    String provider();

    /** The cloud's id of the region, such as {@code cn-hangzhou}. */
    String region();

    /** Only to override the vendor's address: {@code https} with host and port; {@code http} only to this machine itself. */
    Optional<String> endpoint();

    /**
     * A key of the configuration. Absent, with its secret: the identity that the cloud's own tools find where this process runs, which is
     * the better choice in a cluster.
     */
    Optional<String> accessKeyId();

    Optional<String> accessKeySecret();

    /**
     * Comes with a temporary key and is sent beside it. Nothing renews it: once it has expired, the cloud refuses the target until the
     * service starts with a new one.
     */
    Optional<String> securityToken();

    Rate rate();

    /**
     * Calls in flight per replica. Too low: at a call time of 0.2 s, 4 of them make 20 calls per second at most, whatever the quota
     * allows. Too high: a cloud that answers slowly holds that many connections, and that many answers are lost when this process dies.
     */
    @WithDefault("64")
    int maxInFlight();

    /**
     * Instances in one stop call at most, from 1 to 100, those of one job; dry runs, and stops that the cloud takes for one instance only,
     * always go one by one. 1: a lost answer leaves one instance in doubt, and each refusal has its own HTTP status. More: a hundred
     * instances cost as little of the quota as one, but share one answer and the fate of it, and the account's stops come in bursts.
     */
    @WithDefault("1")
    int batchSize();

    /**
     * By the name of a rule, {@code protected.databases}: ids, and patterns with {@code *} and {@code ?}, of instances that are never
     * stopped from here, whoever asks and however. They are skipped, with a code that names the rule. {@code *} alone freezes the target.
     * Too much: jobs leave instances running. Too little: a slip in a list of ids stops what must not stop.
     */
    @WithName("protected")
    Map<String, List<String>> protectedInstances();

    /** Calls per second, of all replicas together: the quota is the account's. */
    interface Rate {

        /**
         * To start with, until the cloud's answers have taught a better one. Too low: the first jobs crawl while the rate climbs. Too
         * high: the first seconds are throttled, and so are the account's other tools. Absent: chosen by the pacer.
         */
        OptionalDouble initial();

        /** Never to be exceeded. Too low: quota lies idle. Too high or absent: nothing is left for the account's other tools. */
        OptionalDouble max();
    }
}
