package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary.Rows;
import io.enricher.output.FinishedPart;
import io.enricher.output.OutputPaths;
import io.enricher.output.RejectedFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What a pass that wrote the output found, kept in the job's execution context so that publish knows it after a
 * restart, too.
 *
 * @param files     by input file
 * @param keyDigest {@link RowOrderDigest} of the rows in order
 */
record PassResult(List<OfFile> files, String keyDigest) {

    private static final String KEY_DIGEST = "output.keyDigest";
    private static final String FILES = "output.files";

    PassResult {
        files = List.copyOf(files);
    }

    /**
     * What one file became.
     *
     * @param rows          its rows by where they came from
     * @param cooling       of the failed rows, those that were not asked because they failed in an earlier run
     * @param enrichedBytes size of the finished part of the output
     * @param rejectedBytes size of the finished part of the rejected records, 0 if there are none
     * @param published     whether both are in their places already, while those of other files could not be brought
     * @param numbers       {@link RowNumbers} of its rows in their order
     */
    record OfFile(Rows rows, long cooling, long enrichedBytes, long rejectedBytes, boolean published, String numbers) {

        private static final int FIGURES = 10;

        boolean hasNoRows() {
            return rows.total() == rows.rejected();
        }

        OfFile inPlace() {
            return new OfFile(rows, cooling, enrichedBytes, rejectedBytes, true, numbers);
        }

        private boolean isOnDisk(OutputPaths paths) {
            return published || hasParts(paths);
        }

        private boolean hasParts(OutputPaths paths) {
            return FinishedPart.find(paths.enriched(), enrichedBytes).isPresent()
                    && (rejectedBytes == 0 || RejectedFile.isFinished(paths.rejected(), rejectedBytes));
        }

        private void discard(OutputPaths paths) {
            FinishedPart.find(paths.enriched(), enrichedBytes).ifPresent(FinishedPart::discard);
            FinishedPart.find(paths.rejected(), rejectedBytes).ifPresent(FinishedPart::discard);
        }

        private String text() {
            return Stream.of(
                            rows.cached(),
                            rows.enriched(),
                            rows.duplicates(),
                            rows.defaulted(),
                            rows.failed(),
                            rows.rejected(),
                            cooling,
                            enrichedBytes,
                            rejectedBytes,
                            published ? 1L : 0L,
                            numbers)
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }

        private static OfFile of(String text) {
            String[] parts = text.split(" ", -1);
            long[] n = Arrays.stream(parts)
                    .limit(FIGURES)
                    .mapToLong(Long::parseLong)
                    .toArray();
            // Earlier releases did not keep the numbers of rows.
            String numbers = parts.length > FIGURES ? parts[FIGURES] : "";
            return new OfFile(new Rows(n[0], n[1], n[2], n[3], n[4], n[5]), n[6], n[7], n[8], n[9] == 1, numbers);
        }
    }

    /** Rows of the whole run. */
    Rows rows() {
        return files.stream().map(OfFile::rows).reduce(Rows.NONE, Rows::plus);
    }

    /** Whether what the pass sealed is still there: each output's part, and rejected records in their part or place. */
    boolean isOnDisk(List<OutputPaths> paths) {
        return IntStream.range(0, files.size()).allMatch(i -> files.get(i).isOnDisk(paths.get(i)));
    }

    /** Removes the parts that the pass sealed. */
    void discard(List<OutputPaths> paths) {
        for (int i = 0; i < files.size(); i++) {
            files.get(i).discard(paths.get(i));
        }
    }

    /** Rows that were not asked for a reason told the first time are no reason to look again. */
    ExitCode exitCode() {
        long cooling = files.stream().mapToLong(OfFile::cooling).sum();
        return rows().failed() - cooling + rows().rejected() > 0 ? ExitCode.ROWS_FAILED : ExitCode.OK;
    }

    void save(ExecutionContext context) {
        context.putString(FILES, files.stream().map(OfFile::text).collect(Collectors.joining("\n")));
        context.putString(KEY_DIGEST, keyDigest);
    }

    static void forget(ExecutionContext context) {
        context.remove(KEY_DIGEST);
    }

    static Optional<PassResult> load(ExecutionContext context) {
        if (!context.containsKey(KEY_DIGEST)) {
            return Optional.empty();
        }
        List<OfFile> files = context.getString(FILES).lines().map(OfFile::of).toList();
        return Optional.of(new PassResult(files, context.getString(KEY_DIGEST)));
    }
}
