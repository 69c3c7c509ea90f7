package io.enricher.job;

import java.util.Comparator;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;

/** One run of ours is one job instance of Spring Batch, and the other way round. */
final class JobIdentity {

    private JobIdentity() {}

    static JobParameters parametersOf(long runId) {
        return new JobParametersBuilder().addLong("run", runId).toJobParameters();
    }

    /** The starts of a run, the oldest first; none if Spring Batch does not know it. */
    static List<JobExecution> executionsOf(JobRepository jobRepository, String job, long runId) {
        JobInstance instance = jobRepository.getJobInstance(job, parametersOf(runId));
        return instance == null
                ? List.of()
                : jobRepository.getJobExecutions(instance).stream()
                        .sorted(Comparator.comparingLong(JobExecution::getId))
                        .toList();
    }
}
