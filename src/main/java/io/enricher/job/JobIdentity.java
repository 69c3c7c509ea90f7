package io.enricher.job;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** One run of ours is one job instance of Spring Batch, and the other way round. */
final class JobIdentity {

    private JobIdentity() {}

    static JobParameters parametersOf(long runId) {
        return new JobParametersBuilder().addLong("run", runId).toJobParameters();
    }
}
