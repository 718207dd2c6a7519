package io.fleetstop.target;

import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.Credentials;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.aliyun.AliyunProvider;
import io.fleetstop.provider.volcengine.VolcengineProvider;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every configured target, built at start: a setting that will not do stops the service there, not the first job. */
@Startup
@Singleton
public final class Targets {

    /** States are read beside the stops, one call at a time, and must not wait for them. */
    private static final int READS = 1;

    private final Vertx vertx;
    private final Duration callTimeout;
    private final Clock clock = Clock.systemUTC();
    private final List<Runnable> endings = new ArrayList<>();
    private final Map<String, Target> byName = new TreeMap<>();
    private final Optional<Target> byDefault;
    private Credentials aliyunChain;
    private Credentials volcengineChain;

    /** @throws IllegalArgumentException naming the setting that will not do */
    public Targets(
            TargetsConfig config,
            @ConfigProperty(name = "fleetstop.dispatch.call-timeout") Duration callTimeout,
            Vertx vertx) {
        this.vertx = vertx;
        this.callTimeout = callTimeout;
        config.targets().forEach((name, settings) -> byName.put(name, target(name, settings)));
        this.byDefault = config.defaultTarget().map(this::mustExist);
    }

    public Optional<Target> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The one that is meant where a request names none. */
    public Optional<Target> byDefault() {
        return byDefault;
    }

    /** By name, in alphabetical order. */
    public Collection<Target> all() {
        return List.copyOf(byName.values());
    }

    @PreDestroy
    void close() {
        endings.forEach(Runnable::run);
    }

    private Target mustExist(String name) {
        return named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "fleetstop.default-target: no target is named '" + name + "'; there are " + byName.keySet()));
    }

    private Target target(String name, TargetConfig config) {
        var rules = new TargetRules(name, config);
        rules.check();
        Cloud cloud = rules.cloud();
        Provider provider = switch (cloud) {
            case ALIYUN -> aliyun(rules);
            case VOLCENGINE -> volcengine(rules);
        };
        return new Target(
                name,
                cloud,
                config.region(),
                provider,
                config.maxInFlight(),
                config.batchSize(),
                config.rate().initial(),
                config.rate().max(),
                new ProtectedInstances(config.protectedInstances()));
    }

    private Provider aliyun(TargetRules rules) {
        TargetConfig config = rules.config();
        URI endpoint = rules.endpoint(URI.create("https://ecs." + config.region() + ".aliyuncs.com"));
        var provider = new AliyunProvider(
                vertx,
                config.region(),
                endpoint,
                fixedKey(config).orElseGet(this::aliyunChain),
                callTimeout,
                config.maxInFlight() + READS,
                clock);
        endings.add(provider::close);
        return provider;
    }

    private Provider volcengine(TargetRules rules) {
        TargetConfig config = rules.config();
        URI endpoint = rules.endpoint(URI.create("https://ecs." + config.region() + ".volcengineapi.com"));
        var provider = new VolcengineProvider(
                vertx,
                config.region(),
                endpoint,
                fixedKey(config).orElseGet(() -> volcengineChain(rules)),
                callTimeout,
                config.maxInFlight() + READS,
                clock);
        endings.add(provider::close);
        return provider;
    }

    private static Optional<Credentials> fixedKey(TargetConfig config) {
        return config.accessKeyId()
                .map(id -> new FixedKey(new AccessKey(
                        id,
                        config.accessKeySecret().orElseThrow(),
                        config.securityToken().orElse(null))));
    }

    /** One for all targets of a cloud: it is the identity of this process. */
    private Credentials aliyunChain() {
        if (aliyunChain == null) {
            aliyunChain = kept(new AliyunKeys(new DefaultCredentialsProvider()));
        }
        return aliyunChain;
    }

    private Credentials volcengineChain(TargetRules rules) {
        if (volcengineChain == null) {
            try {
                volcengineChain = kept(new VolcengineKeys(System.getenv(), clock).source());
            } catch (IllegalArgumentException refused) {
                throw rules.complaint(".access-key-id", "is missing, and " + refused.getMessage());
            }
        }
        return volcengineChain;
    }

    private Credentials kept(KeySource source) {
        // Half of the time for a call, so that the call itself keeps the other half.
        return new KeyChain(vertx, source, callTimeout.dividedBy(2), clock);
    }
}
