package io.enricher.job;

import io.enricher.domain.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at the folders that a run writes to. */
final class PlaceChecks {

    private static final long SCARCE_BYTES = 1L << 30;

    private PlaceChecks() {}

    static DoctorCheck stateDirectory(Path state) {
        String name = "state";
        if (!Files.exists(state)) {
            return isCreatable(state)
                    ? DoctorCheck.ok(name, state + " is not there yet; the first run makes it")
                    : DoctorCheck.fail(
                            name,
                            ExitCode.BAD_CONFIGURATION,
                            "the state directory " + state
                                    + " cannot be made; choose another with --enricher.state-dir=…");
        }
        if (!Files.isDirectory(state) || !Files.isWritable(state)) {
            return DoctorCheck.fail(
                    name,
                    ExitCode.BAD_CONFIGURATION,
                    "the state directory " + state + " is no folder that this user may write; choose another with"
                            + " --enricher.state-dir=…");
        }
        return mode(state)
                .filter(mode -> !mode.endsWith("------"))
                .map(mode -> DoctorCheck.warn(
                        name,
                        state + " may be entered by other users (" + mode
                                + "), and holds texts of your rows; say chmod 700 " + state))
                .orElseGet(() -> DoctorCheck.ok(
                        name, state + mode(state).map(mode -> ", mode " + mode).orElse("")));
    }

    private static Optional<String> mode(Path path) {
        try {
            return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? Optional.of(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("unknown: " + e.getMessage());
        }
    }

    /** Makes a file in it, as only that shows whether one can be made: rights may lie, and disks be full. */
    static DoctorCheck output(Path folder) {
        String name = "output";
        if (!Files.exists(folder)) {
            return isCreatable(folder)
                    ? DoctorCheck.ok(name, folder + " is not there yet; the first run makes it")
                    : unwritable(folder, "it is not there and cannot be made");
        }
        try {
            Path probe = Files.createTempFile(folder, ".enricher-doctor", ".tmp");
            try {
                Files.writeString(probe, "probe");
            } finally {
                Files.delete(probe);
            }
            return DoctorCheck.ok(name, folder + " can be written");
        } catch (IOException e) {
            return unwritable(folder, e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static DoctorCheck unwritable(Path folder, String why) {
        return DoctorCheck.fail(
                "output",
                ExitCode.OUTPUT_FAILED,
                "the folder " + folder + " cannot be written (" + why + "); choose another with output=");
    }

    static DoctorCheck space(List<Path> folders) {
        Set<String> found = new LinkedHashSet<>();
        long least = Long.MAX_VALUE;
        for (Path folder : folders) {
            Path there = nearestExisting(folder);
            try {
                long free = Files.getFileStore(there).getUsableSpace();
                least = Math.min(least, free);
                found.add(String.format(Locale.ROOT, "%.1f GB free for %s", free / 1e9, folder));
            } catch (IOException e) {
                return DoctorCheck.warn("disk", "the space at " + folder + " is not known: " + e.getMessage());
            }
        }
        String message = String.join(", ", found);
        return least < SCARCE_BYTES
                ? DoctorCheck.warn("disk", message + ": that is little")
                : DoctorCheck.ok("disk", message);
    }

    private static boolean isCreatable(Path folder) {
        Path there = nearestExisting(folder);
        return Files.isDirectory(there) && Files.isWritable(there);
    }

    private static Path nearestExisting(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
