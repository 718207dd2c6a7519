package io.fleetstop.simulator.fleet;

/** What an instance does when it is told to stop. Together they reach every row of the vendor's error table. */
public enum Scenario {
    NORMAL("stops"),
    ALREADY_STOPPED("is stopped already"),
    ALREADY_STOPPING("is stopping already"),
    STARTING("starts from the moment somebody asks for it; takes a stop 5 s later"),
    LOCKED("is locked for security, takes no stop"),
    EXPIRED("is expired or in arrears, takes no stop"),
    NEEDS_CONFIRMATION("has a local disk (i1), stops only with ConfirmStop"),
    CLASSIC_NETWORK("is in the classic network, refuses StopCharging"),
    PREPAID("is paid in advance, refuses StopCharging"),
    LOCAL_DISK("has a local disk (i2), refuses StopCharging"),
    SPOT("is a spot instance, refuses StopCharging"),
    DISK_BUSY("has a busy disk, refuses twice (as the older page writes it), then stops"),
    DISK_BUSY_NEWER("has a busy disk, refuses twice (as the newer page writes it), then stops"),
    KEY_UNAUTHORIZED("has a key that the service may not use, takes no stop"),
    BROKEN_TWICE("answers two internal errors, then stops"),
    BROKEN_TWICE_OTHERWISE("answers two internal errors with the other text, then stops"),
    BUSY_WITH_IMAGE("runs but is creating an image, refuses with a text of its own"),
    HANGS_IN_STOPPING("takes the stop and stays Stopping until ForceStop");

    private final String note;

    Scenario(String note) {
        this.note = note;
    }

    /** For people, to be read after the instance's id. */
    public String note() {
        return note;
    }

    /** Calls that fail before the instance behaves. */
    int refusals() {
        return switch (this) {
            case DISK_BUSY, DISK_BUSY_NEWER, BROKEN_TWICE, BROKEN_TWICE_OTHERWISE -> 2;
            case NORMAL,
                    ALREADY_STOPPED,
                    ALREADY_STOPPING,
                    STARTING,
                    LOCKED,
                    EXPIRED,
                    NEEDS_CONFIRMATION,
                    CLASSIC_NETWORK,
                    PREPAID,
                    LOCAL_DISK,
                    SPOT,
                    KEY_UNAUTHORIZED,
                    BUSY_WITH_IMAGE,
                    HANGS_IN_STOPPING -> 0;
        };
    }

    Status firstStatus() {
        return switch (this) {
            case ALREADY_STOPPED -> Status.STOPPED;
            case ALREADY_STOPPING -> Status.STOPPING;
            case STARTING -> Status.PENDING;
            case NORMAL,
                    LOCKED,
                    EXPIRED,
                    NEEDS_CONFIRMATION,
                    CLASSIC_NETWORK,
                    PREPAID,
                    LOCAL_DISK,
                    SPOT,
                    DISK_BUSY,
                    DISK_BUSY_NEWER,
                    KEY_UNAUTHORIZED,
                    BROKEN_TWICE,
                    BROKEN_TWICE_OTHERWISE,
                    BUSY_WITH_IMAGE,
                    HANGS_IN_STOPPING -> Status.RUNNING;
        };
    }
}
