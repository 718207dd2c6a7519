package io.fleetstop.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the data are kept and who brings the schema up to date. */
@ConfigMapping(prefix = "fleetstop.database")
public interface DatabaseConfig {

    /**
     * {@code postgresql://user:password@host:port/db}, whose user serves; absent: an embedded PostgreSQL is started for this process. Of a
     * user that does not own the tables, the record keeps its audit trail safe: that user can add to it and nothing else.
     */
    Optional<String> url();

    /**
     * Likewise, whose user owns the tables and migrates them. Absent: that of {@link #url}, and one user is both. Not needed where the
     * service does not migrate.
     */
    Optional<String> ownerUrl();

    /**
     * The user that migrating gives the rights to serve. Absent: that of {@link #url}; to be set only where migrating knows no other URL
     * than the owner's.
     */
    Optional<String> serviceRole();

    /**
     * Whether the service migrates the schema when it starts. True needs an owner. False keeps such rights and the JDBC driver out of the
     * service, but the schema must have been migrated before, else it refuses to start.
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
