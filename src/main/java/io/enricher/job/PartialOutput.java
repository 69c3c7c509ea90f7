package io.enricher.job;

import io.enricher.domain.EnricherException;
import io.enricher.domain.OutputException;
import io.enricher.domain.SourceRecord;
import io.enricher.output.FinishedPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The rows that are done where a run stops at its cost cap, in files beside the whole output, which stays as it is. Rows
 * that were not asked are left out. Each file appears whole or not at all; that none can be written is no reason to end
 * the run otherwise. For one thread.
 */
final class PartialOutput {

    private static final Logger log = LoggerFactory.getLogger(PartialOutput.class);

    private final EnrichRun run;
    private final SelectedRecords records;
    private final AnswerJoin join;
    private final Supplier<OutputPass> begin;
    private final BooleanSupplier mustStop;

    /**
     * @param records all records of the run, from the first
     * @param begin   begins the files
     */
    PartialOutput(
            EnrichRun run,
            SelectedRecords records,
            AnswerJoin join,
            Supplier<OutputPass> begin,
            BooleanSupplier mustStop) {
        this.run = run;
        this.records = records;
        this.join = join;
        this.begin = begin;
        this.mustStop = mustStop;
    }

    /**
     * Reads the input once more and joins it with the answers there are.
     *
     * @param keyDigest of the rows as check-cache read them
     * @return the files written
     */
    List<Path> write(String keyDigest) {
        List<Path> written = new ArrayList<>();
        try (OutputPass pass = begin.get()) {
            if (writeRows(pass) && join.keyDigest().equals(keyDigest)) {
                publish(pass.seal(keyDigest), written);
            } else {
                log.warn("The rows done so far are not written: a signal came, or the input changed; they are kept");
            }
        } catch (EnricherException e) {
            log.warn("The rows done so far are not all written, but kept: {}", e.getMessage());
        } catch (Exception e) {
            log.warn("The rows done so far are not all written, but kept", e);
        }
        return written;
    }

    /** @return false if it was stopped */
    private boolean writeRows(OutputPass pass) throws Exception {
        join.begin();
        records.open(new ExecutionContext());
        try {
            while (!records.isExhausted()) {
                if (mustStop.getAsBoolean()) {
                    return false;
                }
                writeChunk(nextChunk(), pass);
            }
            return true;
        } finally {
            records.close();
        }
    }

    private Chunk<SourceRecord> nextChunk() throws Exception {
        Chunk<SourceRecord> chunk = new Chunk<>();
        SourceRecord record;
        while (chunk.size() < EnrichJobFactory.LOOK_UP_CHUNK && (record = records.read()) != null) {
            chunk.add(record);
        }
        return chunk;
    }

    private void writeChunk(Chunk<SourceRecord> chunk, OutputPass pass) {
        join.beforeChunk(chunk);
        for (SourceRecord record : chunk) {
            RowResolver.Resolved resolved = join.process(record);
            if (resolved != null) {
                pass.write(resolved.row(), resolved.message());
            }
        }
        join.forgetUnanswered();
        pass.saveFailures();
    }

    private void publish(PassResult result, List<Path> written) {
        for (int i = 0; i < result.files().size(); i++) {
            RunFile file = run.files().get(i);
            Path target = file.paths().partial();
            FinishedPart part = FinishedPart.find(target, result.files().get(i).enrichedBytes())
                    .orElseThrow();
            try {
                file.format().publish(part);
                written.add(target);
            } catch (OutputException e) {
                log.warn("The rows done so far are not all written, but kept: {}", e.getMessage());
                part.discard();
            }
        }
    }
}
