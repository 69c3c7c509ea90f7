package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;

class WorkerRepositoryTest {

    private final List<String> written = new ArrayList<>();
    private long time;
    private final WorkerRepository repository = new WorkerRepository(
            new ResourcelessJobRepository() {
                @Override
                public void update(StepExecution stepExecution) {
                    written.add(stepExecution.getStepName() + " " + stepExecution.getStatus());
                }

                @Override
                public void updateExecutionContext(StepExecution stepExecution) {
                    written.add(stepExecution.getStepName() + " context");
                }
            },
            () -> time);

    @Test
    void beginningAndEndOfAWorkerAreWrittenAndNotEachChunk() {
        StepExecution worker = worker(1);
        worker.setStatus(BatchStatus.STARTED);
        for (int chunk = 0; chunk < 100; chunk++) {
            repository.updateExecutionContext(worker);
            repository.update(worker);
        }
        worker.setStatus(BatchStatus.COMPLETED);
        repository.updateExecutionContext(worker);
        repository.update(worker);

        assertThat(written).containsExactly("worker1 STARTED", "worker1 context", "worker1 COMPLETED");
    }

    @Test
    void oneOfThemGivesASignOfLifeEveryTenSeconds() {
        StepExecution one = worker(1);
        StepExecution other = worker(2);
        one.setStatus(BatchStatus.STARTED);
        other.setStatus(BatchStatus.STARTED);
        repository.update(one);
        repository.update(other);
        written.clear();

        for (int second = 0; second < 25; second++) {
            repository.update(one);
            repository.update(other);
            time += 1_000_000_000;
        }

        assertThat(written).hasSize(2);
    }

    private static StepExecution worker(long id) {
        JobExecution job = new JobExecution(1, new JobInstance(1, "enrich"), new JobParameters());
        return new StepExecution(id, "worker" + id, job);
    }
}
