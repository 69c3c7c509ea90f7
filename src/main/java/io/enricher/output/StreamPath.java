package io.enricher.output;

import io.enricher.domain.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The file of the job parameter {@code stream}: held to the rules of the output, for it is written over, too. */
final class StreamPath {

    static final String PARAMETER = "stream";
    private static final Set<String> EXTENSIONS = Set.of("jsonl", "ndjson");

    private StreamPath() {}

    /**
     * @param inputs the files that are read
     * @param paths  of the run
     * @return absolute
     * @throws UsageException if the file is one that the run reads or writes, or is not a file of JSON lines
     */
    static Path of(String asked, List<Path> inputs, RunPaths paths, LocalDate today) {
        Path path = OutputPaths.pathOf(PARAMETER, OutputPaths.withDate(PARAMETER, asked, today));
        Path name = path.getFileName();
        if (name == null || !EXTENSIONS.contains(FileStem.extension(name.toString()))) {
            throw new UsageException(
                    "stream=" + asked
                            + " is to be a file of JSON lines; end its name with .jsonl, such as stream=output/rows.live.jsonl");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UsageException("stream=" + asked + " exists and is not a file; choose another");
        }
        Path real = RealPath.of(path);
        // A path within another one is in a folder of pages, which is replaced as a whole.
        if (Stream.concat(inputs.stream(), written(paths)).map(RealPath::of).anyMatch(real::startsWith)) {
            throw new UsageException(
                    "stream=" + asked + " is a file that the run itself reads or writes; choose another,"
                            + " such as stream=output/rows.live.jsonl");
        }
        return path;
    }

    private static Stream<Path> written(RunPaths paths) {
        Stream<Path> whole = Stream.of(paths.summary(), paths.report());
        return Stream.concat(
                whole,
                paths.files().stream()
                        .flatMap(file -> Stream.of(file.enriched(), file.partial(), file.rejected(), file.summary())));
    }
}
