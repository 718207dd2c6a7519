package io.fleetstop.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that one embedded PostgreSQL lives in, ours alone while this is open. Everything lies inside it and nothing
 * beside it, so that one mounted volume holds it all.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none and takes it.
     *
     * @throws CannotStartException if a living process has it
     */
    static DataFolder take(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path root = folder.toRealPath();
        FileChannel lock = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isTaken(lock)) {
            lock.close();
            throw new CannotStartException("Another running Fleetstop uses the folder " + root
                    + ": stop it, or give this one a folder of its own with fleetstop.database.embedded.data-dir");
        }
        return new DataFolder(root, lock);
    }

    /** Lock of the operating system: it goes away with its owner, however the owner ends, which a file's mere existence does not. */
    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException takenByThisProcess) {
            return true;
        }
    }

    Path root() {
        return root;
    }

    /** The database cluster; exists only when complete. */
    Path data() {
        return root.resolve("data");
    }

    /** The unpacked server, for its owner only: whoever may write here runs code as us. */
    Path programs() throws IOException {
        Path programs = root.resolve("programs");
        if (Files.notExists(programs)) {
            Files.createDirectory(
                    programs, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return programs;
    }

    Path password() {
        return root.resolve("password");
    }

    /** What the server has to say. */
    Path log() {
        return root.resolve("server.log");
    }

    /** Gives the folder to the next who wants it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
