package io.fleetstop.actionapi;

import java.util.HashMap;
import java.util.Map;

/** A service whose calls wait one second for their jobs. */
public final class ShortPatience extends WithAccessKeys {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("fleetstop.action-api.wait-limit", "PT1S");
        return settings;
    }
}
