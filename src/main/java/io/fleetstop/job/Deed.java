package io.fleetstop.job;

import java.util.Locale;

/** What a caller asks to have done. Reading is none of them. */
public enum Deed {
    STOP,
    CANCEL,
    RETRY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
