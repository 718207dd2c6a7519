package io.fleetstop.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A copy of the packaged service with other words in one of its statements: a bug put in on purpose. */
final class PatchedService {
    private static final String SETTLE = "io/fleetstop/job/SettleOutcomes.class";

    /** Where the build puts the classes that it changed, as it does with beans; the service loads these, not those of its own jar. */
    private static final String TRANSFORMED = "quarkus/transformed-bytecode.jar";

    /** Of equal length, since a class file counts the bytes of its texts. */
    private static final Map<String, String> NO_FENCE = Map.of(
            "WHERE (id, lease_epoch) IN (SELECT job_id, epoch FROM given)",
            "WHERE (id             ) IN (SELECT job_id        FROM given)",
            "AND held.lease_epoch = given.epoch",
            "AND held.total       = held.total ");

    private PatchedService() {}

    /**
     * Outcomes are recorded under whatever lease they were reached.
     *
     * @param folder for the copy
     * @return its jar
     */
    static Path withoutFence(Path folder) throws IOException {
        Path original = ServiceProcess.packaged().getParent();
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = folder.resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.equals(original.resolve(TRANSFORMED))) {
                    patch(file, copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return folder.resolve(ServiceProcess.packaged().getFileName());
    }

    private static void patch(Path jar, Path copy) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                try (InputStream content = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), content.readAllBytes());
                }
            }
        }
        assertThat(entries).containsKey(SETTLE);
        NO_FENCE.forEach(
                (words, others) -> entries.computeIfPresent(SETTLE, (name, code) -> swap(code, words, others)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Files.write(copy, bytes.toByteArray());
    }

    private static byte[] swap(byte[] code, String words, String others) {
        // One character for each byte, so that nothing else changes.
        String text = new String(code, StandardCharsets.ISO_8859_1);
        assertThat(others).hasSameSizeAs(words);
        assertThat(text).containsOnlyOnce(words);
        byte[] swapped = text.replace(words, others).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Arrays.mismatch(code, swapped)).isPositive();
        return swapped;
    }
}
