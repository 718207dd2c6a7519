package io.fleetstop.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A service that asks everybody who they are, and two tenants that share nothing but one target. */
public class TwoTenants implements QuarkusTestProfile {
    public static final String KEY_OF_A = "LTAI5tTeamA";
    public static final String KEY_OF_B = "LTAI5tTeamB";
    public static final String SECRET_OF_A = "the-secret-of-an-access-key";
    public static final String SECRET_OF_B = "the-secret-of-another-access-key";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("fleetstop.auth.mode", "required"),
                Map.entry("fleetstop.tenants.\"team-a\".subjects", "alice,system:serviceaccount:team-a:deployer"),
                Map.entry("fleetstop.tenants.\"team-a\".groups", "team-a,team-a-sre,team-a-readers"),
                Map.entry(
                        "fleetstop.tenants.\"team-a\".roles.submit",
                        "alice,system:serviceaccount:team-a:deployer,team-a"),
                Map.entry("fleetstop.tenants.\"team-a\".roles.admin", "team-a-sre"),
                Map.entry("fleetstop.tenants.\"team-a\".targets", "simulator"),
                Map.entry("fleetstop.tenants.\"team-b\".subjects", "bob,system:serviceaccount:team-b:deployer"),
                Map.entry("fleetstop.tenants.\"team-b\".groups", "team-b"),
                Map.entry("fleetstop.tenants.\"team-b\".targets", "*"),
                Map.entry("fleetstop.access-keys.\"" + KEY_OF_A + "\".secret", SECRET_OF_A),
                Map.entry("fleetstop.access-keys.\"" + KEY_OF_A + "\".tenant", "team-a"),
                Map.entry("fleetstop.access-keys.\"" + KEY_OF_B + "\".secret", SECRET_OF_B),
                Map.entry("fleetstop.access-keys.\"" + KEY_OF_B + "\".tenant", "team-b"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(PostgresForTests.class),
                new TestResourceEntry(SimulatorForTests.class),
                new TestResourceEntry(IssuersForTests.class));
    }
}
