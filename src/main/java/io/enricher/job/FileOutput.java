package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.RunSummary.Rows;
import io.enricher.input.RejectedRecord;
import io.enricher.output.EnrichedFile;
import io.enricher.output.FinishedPart;
import io.enricher.output.OutputRow;
import io.enricher.output.RejectedFile;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one input file becomes while a pass writes it: its part file, its rejected records, its counts. For one thread. */
final class FileOutput implements AutoCloseable {

    private final Supplier<EnrichedFile> create;
    private final RejectedFile rejected;
    private @Nullable EnrichedFile enriched;
    private Optional<FinishedPart> enrichedPart = Optional.empty();
    private Optional<FinishedPart> rejectedPart = Optional.empty();
    private long cached;
    private long asked;
    private long duplicates;
    private long defaulted;
    private long failed;
    private long cooling;
    private final RowNumbers numbers = new RowNumbers();

    /** @param create makes the part file when it is first needed */
    FileOutput(Supplier<EnrichedFile> create, RejectedFile rejected) {
        this.create = create;
        this.rejected = rejected;
    }

    /** Makes the part file, unless it is there. */
    void begin() {
        enriched();
    }

    private EnrichedFile enriched() {
        if (enrichedPart.isPresent()) {
            throw new IllegalStateException(
                    "the output is sealed: " + enrichedPart.get().target());
        }
        if (enriched == null) {
            enriched = create.get();
        }
        return enriched;
    }

    void write(OutputRow row) {
        enriched().write(row);
        numbers.add(row.record().place().row());
        if (row.error().isPresent()) {
            failed++;
            cooling += row.error().get() == FailureReason.COOLDOWN ? 1 : 0;
            return;
        }
        switch (row.source()) {
            case CACHE -> cached++;
            case MODEL -> asked++;
            case DUPLICATE -> duplicates++;
            case DEFAULT -> defaulted++;
            case NONE -> throw new IllegalArgumentException("an ok row has a source");
        }
    }

    void reject(RejectedRecord record) {
        rejected.write(record.place().row(), record.place().line(), record.reason(), record.text());
    }

    /** Ends the files and brings them to the disk; nothing more can be written. May be called again. */
    PassResult.OfFile seal() {
        if (enrichedPart.isEmpty()) {
            FinishedPart part = enriched().seal();
            rejectedPart = rejected.seal();
            enrichedPart = Optional.of(part);
            // Its buffers are not kept for the hundreds of files that may follow.
            enriched = null;
        }
        return new PassResult.OfFile(
                new Rows(cached, asked, duplicates, defaulted, failed, rejected.count()),
                cooling,
                enrichedPart.map(FinishedPart::bytes).orElseThrow(),
                rejectedPart.map(FinishedPart::bytes).orElse(0L),
                false,
                numbers.text());
    }

    /** Removes the parts, sealed or not. */
    @Override
    public void close() {
        enrichedPart.ifPresent(FinishedPart::discard);
        rejectedPart.ifPresent(FinishedPart::discard);
        if (enriched != null) {
            enriched.close();
        }
        rejected.close();
    }
}
