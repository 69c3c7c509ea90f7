package io.enricher.job;

import io.enricher.output.OutputPaths;
import java.util.List;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * The write-output step's writer: always from the first row, into a part that is sealed when the input ends. Nothing is
 * read or written if a sealed part is there already: of check-cache, or of an execution that could not publish it.
 */
final class OutputWriter implements ItemStreamWriter<RowResolver.Resolved>, StepExecutionListener {

    private final CurrentPass pass;
    private final SelectedRecords records;
    private final AnswerJoin join;
    private final List<OutputPaths> paths;
    private ExecutionContext jobContext = new ExecutionContext();

    OutputWriter(CurrentPass pass, SelectedRecords records, AnswerJoin join, List<OutputPaths> paths) {
        this.pass = pass;
        this.paths = paths;
        this.records = records;
        this.join = join;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        jobContext = stepExecution.getJobExecution().getExecutionContext();
        if (PassResult.load(jobContext).filter(result -> result.isOnDisk(paths)).isPresent()) {
            records.skipAll();
        }
    }

    @Override
    public void open(ExecutionContext context) {
        if (!records.isExhausted()) {
            join.begin();
            pass.begin();
        }
    }

    @Override
    public void write(Chunk<? extends RowResolver.Resolved> chunk) {
        for (RowResolver.Resolved resolved : chunk) {
            pass.write(resolved);
        }
    }

    @Override
    public void update(ExecutionContext context) {
        join.askAgainForUnanswered();
        if (records.isExhausted()) {
            join.requireAllAnswered();
            pass.finish(join.keyDigest()).ifPresent(result -> result.save(jobContext));
        } else {
            pass.saveFailures();
        }
    }

    @Override
    public void close() {
        pass.giveUp();
    }
}
