package io.fleetstop.simulator.fleet;

/** The statuses of an instance, in the vendor's words. */
public enum Status {
    PENDING("Pending"),
    STARTING("Starting"),
    RUNNING("Running"),
    STOPPING("Stopping"),
    STOPPED("Stopped");

    private final String wireName;

    Status(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
