package io.fleetstop.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process cannot refuse, and Java cannot send. */
enum Signal {
    /** It runs no further, and nobody is told: its connections stay open. */
    STOP,
    /** It goes on as if nothing had been. */
    CONT;

    /** Returns when it was sent. */
    void to(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("no SIG" + name() + " to " + process.pid());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
