package io.fleetstop.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the data are kept and who brings the schema up to date. */
@ConfigMapping(prefix = "fleetstop.database")
public interface DatabaseConfig {

    /** {@code postgresql://user:password@host:port/db}; absent: an embedded PostgreSQL is started for this process. */
    Optional<String> url();

    /**
     * Whether the service migrates the schema when it starts. True needs a user that may change the schema. False keeps
     * such rights and the JDBC driver out of the service, but the schema must have been migrated before, else it refuses to start.
     */
    @WithDefault("true")
    boolean migrate();

    /** What counts only without a URL. */
    Embedded embedded();

    /** The PostgreSQL that comes with the service. */
    interface Embedded {

        /**
         * Folder of the embedded PostgreSQL: programs, data, password. Two running services cannot share one; a folder
         * that does not outlive the process (a container's own) loses every job with it.
         */
        @WithDefault("${user.home}/.fleetstop/postgresql-17")
        Path dataDir();
    }
}
