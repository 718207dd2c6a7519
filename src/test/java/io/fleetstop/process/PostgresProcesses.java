package io.fleetstop.process;

import java.nio.file.Path;
import java.util.List;

/** The processes of an embedded PostgreSQL, told by the folder that their program lies in. */
record PostgresProcesses(Path folder) {

    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(folder.toString()))
                        .isPresent())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** For the end of a test: a killed service leaves its server running, and the folder is about to be deleted. */
    void end() {
        List<ProcessHandle> left = alive();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> process.onExit().join());
    }
}
