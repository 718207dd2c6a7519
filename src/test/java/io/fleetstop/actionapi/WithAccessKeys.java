package io.fleetstop.actionapi;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that knows two tenants by their access keys; the first is the one that REST works for. */
public class WithAccessKeys implements QuarkusTestProfile {
    public static final String KEY = "LTAI5tFleetstop";
    public static final String SECRET = "the-callers-secret";
    public static final String OTHER_KEY = "LTAI5tSomebody";
    public static final String OTHER_SECRET = "somebodys-secret";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "fleetstop.access-keys.\"" + KEY + "\".secret",
                SECRET,
                "fleetstop.access-keys.\"" + KEY + "\".tenant",
                "default",
                "fleetstop.access-keys.\"" + KEY + "\".roles",
                "submit,force-stop,stop-charging",
                "fleetstop.access-keys.\"" + OTHER_KEY + "\".secret",
                OTHER_SECRET,
                "fleetstop.access-keys.\"" + OTHER_KEY + "\".tenant",
                "somebody");
    }
}
