package io.fleetstop.identity;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the service start only if nobody can reach it without the identity that is asked for. Runs before a port opens. */
@ApplicationScoped
public class AuthGuard {

    private final AuthRules rules;
    private final String host;
    private final String managementHost;

    AuthGuard(
            AuthConfig auth,
            TenantsConfig tenants,
            AccessKeysConfig keys,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.management.host", defaultValue = "0.0.0.0") String managementHost) {
        this.rules = new AuthRules(auth, tenants, keys);
        this.host = host;
        this.managementHost = managementHost;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        try {
            rules.check();
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(refused.getMessage());
        }
        if (rules.auth().mode() == AuthConfig.Mode.OPEN) {
            refuseUnlessLoopback("quarkus.http.host", host);
            refuseUnlessLoopback("quarkus.management.host", managementHost);
        }
    }

    private static void refuseUnlessLoopback(String setting, String host) {
        if (!Loopback.isNamedBy(host)) {
            throw new ConfigurationException(setting + "=" + host + " could be reached from other machines, which"
                    + " fleetstop.auth.mode=open does not allow: anyone could stop instances. Set " + setting
                    + "=127.0.0.1");
        }
    }
}
