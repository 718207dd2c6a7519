package io.fleetstop;

import io.fleetstop.database.DatabaseConfig;
import io.fleetstop.database.DatabaseUrl;
import io.fleetstop.embedded.EmbeddedDefaults;
import io.fleetstop.embedded.EmbeddedPostgres;
import io.fleetstop.http.ClientTimes;
import io.fleetstop.http.HeadsInTime;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.ServiceConfigurationError;
import org.jboss.logging.Logger;

/** Starts the service, and first a database for it if none is configured. */
@QuarkusMain
public final class Fleetstop {

    private static final Logger LOG = Logger.getLogger("io.fleetstop");

    private static final String DATABASE_URL = "fleetstop.database.url";
    private static final String OWNER_URL = "fleetstop.database.owner-url";

    public static void main(String... arguments) {
        ShutdownOrder order = new ShutdownOrder();
        // Quarkus reads its configuration when it starts, which is too late here.
        SmallRyeConfig config;
        try {
            config = configuration();
            HeadsInTime.watch(config.getConfigMapping(ClientTimes.class).headTimeout());
            provideDatabase(order, config);
        } catch (RuntimeException broken) {
            end(order, 1, broken);
            return;
        }
        if (order.hasBegun()) {
            order.serviceIsDown();
            return;
        }
        Quarkus.run(whenStarted(config), (code, failure) -> end(order, code, failure), arguments);
    }

    private static SmallRyeConfig configuration() {
        try {
            return ConfigUtils.configBuilder()
                    .withMapping(DatabaseConfig.class)
                    .withMapping(ClientTimes.class)
                    .build();
        } catch (ServiceConfigurationError unread) {
            // That of the folder of secrets, which is made by the library.
            Throwable reason = unread.getCause() == null ? unread : unread.getCause();
            throw new ConfigurationException(reason.getMessage(), unread);
        }
    }

    /** A run that only migrates ends before there are beans: Quarkus would fail to make this one. */
    private static Class<? extends QuarkusApplication> whenStarted(SmallRyeConfig config) {
        return onlyMigrates(config) ? null : ReadyLine.class;
    }

    private static boolean onlyMigrates(SmallRyeConfig config) {
        return config.getOptionalValue("quarkus.init-and-exit", Boolean.class).orElse(false);
    }

    private static void provideDatabase(ShutdownOrder order, SmallRyeConfig config) {
        DatabaseConfig database = config.getConfigMapping(DatabaseConfig.class);
        database.url().ifPresent(DatabaseUrl::parse);
        database.ownerUrl().ifPresent(url -> DatabaseUrl.parse(OWNER_URL, url));
        if (database.url().isEmpty() && database.ownerUrl().isPresent() && !onlyMigrates(config)) {
            throw new ConfigurationException(
                    OWNER_URL + " is for migrating alone: set " + DATABASE_URL + " too, with the user that serves");
        }
        if (database.url().or(database::ownerUrl).isPresent()) {
            return;
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(database.embedded().dataDir());
        order.closeLast(postgres);
        System.setProperty(DATABASE_URL, postgres.url());
        System.setProperty(OWNER_URL, postgres.ownerUrl());
        EmbeddedDefaults.beside(name -> config.getOptionalValue(name, String.class))
                .forEach(System::setProperty);
    }

    /** Reports a failed start and ends the process; from a shutdown hook's view, the moment from which the service is down. */
    private static void end(ShutdownOrder order, int code, Throwable failure) {
        order.serviceIsDown();
        if (failure != null && code != 0 && !order.hasBegun()) {
            StartFailure start = new StartFailure(failure);
            if (!start.explainsItself()) {
                LOG.error("start failed", failure);
            }
            // Beside the log, which may be set to go anywhere: this line is for whoever typed the command.
            System.err.println(start.line());
        }
        System.exit(code);
    }
}
