package io.fleetstop.identity;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the service start only if nobody can reach it without the identity that is asked for. Runs before a port opens. */
@ApplicationScoped
public class AuthGuard {

    private final AuthConfig auth;
    private final String host;
    private final String managementHost;

    AuthGuard(
            AuthConfig auth,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.management.host", defaultValue = "0.0.0.0") String managementHost) {
        this.auth = auth;
        this.host = host;
        this.managementHost = managementHost;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        switch (auth.mode()) {
            case OPEN -> {
                refuseUnlessLoopback("quarkus.http.host", host);
                refuseUnlessLoopback("quarkus.management.host", managementHost);
            }
            case REQUIRED ->
                throw new ConfigurationException("fleetstop.auth.mode is 'required', but this version has no identity"
                        + " provider yet: set fleetstop.auth.mode=open, which serves this machine only (loopback)");
        }
    }

    private static void refuseUnlessLoopback(String setting, String host) {
        if (!isLoopback(host)) {
            throw new ConfigurationException(setting + "=" + host + " could be reached from other machines, which"
                    + " fleetstop.auth.mode=open does not allow: anyone could stop instances. Set " + setting
                    + "=127.0.0.1");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            // Every address counts: a name with one foreign address may be bound there.
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
