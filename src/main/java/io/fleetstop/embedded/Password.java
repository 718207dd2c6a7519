package io.fleetstop.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of the embedded PostgreSQL, the owner's kept where only its owner reads it: other users of the machine reach the port too. */
final class Password {

    private static final int BYTES = 24;

    private Password() {}

    /** Reads the password, making one up the first time. */
    static String in(Path file) throws IOException {
        if (Files.notExists(file)) {
            Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            // Made with its mode, not changed to it: there is no moment in which others could open it.
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, random());
            Files.move(unfinished, file);
        }
        return Files.readString(file).strip();
    }

    /** One that nobody knows. */
    static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
