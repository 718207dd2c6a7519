package io.fleetstop.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server for this platform, packed, as it lies on the class path. */
final class Archive {

    private static final int ENOUGH_TO_TELL_APART = 16;
    private static final int OWNER_MAY_EXECUTE = 0100;

    private final byte[] packed;

    private Archive(byte[] packed) {
        this.packed = packed;
    }

    /** @throws CannotStartException if there is none for this platform */
    static Archive forThisPlatform() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return new Archive(packed.readAllBytes());
        } catch (RuntimeException none) {
            // Either nothing is found, or the jar was left out of the package and the class loader fails over it in its
            // own way.
            throw new CannotStartException(
                    "fleetstop.database.url is not set, and this package brings no PostgreSQL for " + system + " on "
                            + machine + ": set it to a PostgreSQL of your own",
                    none);
        }
    }

    /** Unpacks into a folder named after the content: a later start finds it there, another version does not. */
    Path unpackIn(Path programs) throws IOException {
        Path home = programs.resolve(digest());
        Folders.make(home, this::unpack);
        return home;
    }

    private void unpack(Path home) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, home.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(packed);
            return HexFormat.of().formatHex(digest).substring(0, ENOUGH_TO_TELL_APART);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
