package io.enricher.job;

import io.enricher.domain.SourceRecord;
import io.enricher.domain.StoppedException;
import io.enricher.input.InputFiles;
import java.util.stream.Stream;

/** Finds the record numbers that a selection means. A sample costs one pass over the input before the run. */
final class RowSelector {

    private final RunControl control;
    private final RunProgress progress;

    RowSelector(RunControl control, RunProgress progress) {
        this.control = control;
        this.progress = progress;
    }

    /**
     * The same ones for the same file.
     *
     * @throws StoppedException if a signal comes before they are known
     */
    SelectedNumbers select(RowSelection selection, InputFiles input) {
        if (selection instanceof RowSelection.First first) {
            return SelectedNumbers.between(1, first.count());
        }
        if (selection instanceof RowSelection.Range range) {
            return SelectedNumbers.between(range.first(), range.last().orElse(Long.MAX_VALUE));
        }
        if (selection instanceof RowSelection.Sample sample) {
            return draw(sample.size(), input);
        }
        return SelectedNumbers.ALL;
    }

    /** Rejected records are not drawn: a sample of 50 is 50 rows that can be asked. */
    private SelectedNumbers draw(int size, InputFiles input) {
        progress.enter("drawing the sample");
        SampleDraw draw = new SampleDraw(size);
        try (Stream<SourceRecord> records = input.records()) {
            records.forEach(record -> {
                requireGoingOn();
                progress.rowRead();
                draw.offer(record.number());
            });
        }
        return draw.numbers();
    }

    private void requireGoingOn() {
        if (control.signal().isPresent()) {
            throw control.stopped("while the sample was drawn; nothing was asked");
        }
    }
}
