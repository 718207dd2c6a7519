package io.fleetstop.database;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings that are found by name but not listed. A build writes the values of listed settings into the jar, as defaults
 * for later; where the environment of a build names a database, its password would go along.
 */
record UnlistedSource(String name, int ordinal, Map<String, String> settings) implements ConfigSource {

    @Override
    public String getValue(String setting) {
        return settings.get(setting);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }

    /** Without the settings: one of them is a password. */
    @Override
    public String toString() {
        return name;
    }
}
