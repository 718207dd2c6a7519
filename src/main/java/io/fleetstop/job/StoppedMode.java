package io.fleetstop.job;

/** Whether a stopped instance goes on being charged, and so keeps its capacity. The clouds' own words. */
public enum StoppedMode {
    KeepCharging,
    StopCharging
}
