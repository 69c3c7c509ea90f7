package io.enricher.output;

import io.enricher.domain.Outcome;
import io.enricher.domain.OutputException;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of JSON lines that grows while a run asks, for those who do not wait for the output. It is made anew at each
 * start, which mends a last line that a kill has torn. It never fails the run: what cannot be written is told of once, and
 * the run goes on without the file. Safe for many threads.
 */
public final class LiveFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);
    private static final String PLACE = "stream=FILE.jsonl";

    private final Path target;
    private final LiveLine line;
    private @Nullable FileOutputStream file;
    private long wholeLines;

    /** @param files the names of the input's files; empty if there is only one */
    public LiveFile(Path target, List<String> files) {
        this.target = target;
        this.line = new LiveLine(files);
    }

    /**
     * What became of a row.
     *
     * @param source of its answer; {@link OutputRow.Source#NONE} if it failed
     */
    public record Row(Outcome outcome, OutputRow.Source source) {

        /** A row that was asked just now. */
        static Row asked(Outcome outcome) {
            boolean isAnswered = outcome instanceof Outcome.Enriched;
            return new Row(outcome, isAnswered ? OutputRow.Source.MODEL : OutputRow.Source.NONE);
        }
    }

    /** Puts a file of these rows in the place of what is there, in one atomic move. */
    public synchronized void begin(Stream<Row> known) {
        try (LinesFile lines = LinesFile.create(target, PLACE)) {
            known.forEachOrdered(row -> lines.write(line.render(row)));
            lines.publish();
            // Not a channel: an interrupt of the thread would close it.
            file = new FileOutputStream(target.toFile(), true);
            wholeLines = Files.size(target);
        } catch (OutputException e) {
            giveUp(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            giveUp(Refusal.of(e));
        }
    }

    /** Adds rows that were asked just now; readers see them when this returns. */
    public void append(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        outcomes.forEach(
                outcome -> lines.append(line.render(Row.asked(outcome))).append('\n'));
        write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] lines) {
        if (file == null) {
            return;
        }
        try {
            file.write(lines);
            wholeLines += lines.length;
        } catch (IOException e) {
            removeTornLine(file);
            close();
            giveUp(Refusal.of(e));
        }
    }

    private void removeTornLine(FileOutputStream opened) {
        try {
            opened.getChannel().truncate(wholeLines);
        } catch (IOException e) {
            LOG.debug("the last line of {} may be torn", target, e);
        }
    }

    private void giveUp(String why) {
        LOG.warn("Rows are not shown in {} as they are answered: {}. The run and its output go on", target, why);
    }

    @Override
    public synchronized void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("{} could not be closed", target, e);
        }
        file = null;
    }
}
