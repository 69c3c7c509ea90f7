package io.enricher.job;

import io.enricher.enrich.Questions;
import io.enricher.provider.ModelStack;
import io.enricher.recipe.TokenEstimator;
import io.enricher.store.SpaceReclaimer;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs the jobs of runs to their end, each built from what all runs of this process share. */
final class RunJobs {

    private final Store store;
    private final JobOperator jobOperator;
    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final EnricherProperties properties;
    private final CostSettings costs;
    private final DatabaseSpace space;
    private final RunControl control;
    private final RunProgress progress;
    private final KeptReplies replies;
    private final ObservationRegistry observations;

    RunJobs(
            Store store,
            JobOperator jobOperator,
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            EnricherProperties properties,
            CostSettings costs,
            DatabaseSpace space,
            RunControl control,
            RunProgress progress,
            KeptReplies replies,
            ObservationRegistry observations) {
        this.store = store;
        this.jobOperator = jobOperator;
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.properties = properties;
        this.costs = costs;
        this.space = space;
        this.control = control;
        this.progress = progress;
        this.replies = replies;
        this.observations = observations;
    }

    /** @param lockHeld whether this process still holds the run's lock */
    JobExecution enrich(
            EnrichRun run, ModelStack model, PublishTasklet publish, BooleanSupplier lockHeld, RunListener listener) {
        replies.forgetOld();
        Supplier<Questions> questions = questions(run);
        return launch(factory(run, lockHeld, listener).enrich(questions, planner(run, questions), model, publish), run);
    }

    /**
     * Writes what is done so far of a run that stops at its cost cap.
     *
     * @return the files written, empty if that was not possible
     */
    List<Path> partialOutput(EnrichRun run, String keyDigest, BooleanSupplier lockHeld, RunListener listener) {
        progress.enter("writing the rows done so far");
        return factory(run, lockHeld, listener).partialOutput().write(keyDigest);
    }

    JobExecution estimate(EnrichRun run, RunListener listener) {
        return launch(factory(run, () -> true, listener).estimate(planner(run, questions(run))), run);
    }

    private JobExecution launch(Job job, EnrichRun run) {
        JobParametersBuilder builder = new JobParametersBuilder(JobIdentity.parametersOf(run.id()))
                .addString("input", run.input().location(), false)
                .addString("recipe", run.recipe().name(), false)
                .addString("model", run.provider().model(), false);
        GivenParameters.of(run.request()).addTo(builder);
        JobParameters parameters = builder.toJobParameters();
        SpaceReclaimer reclaimer = space.reclaim();
        try {
            return jobOperator.start(job, parameters);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job could not be launched: " + e.getMessage(), e);
        } finally {
            reclaimer.close();
        }
    }

    private EnrichJobFactory factory(EnrichRun run, BooleanSupplier lockHeld, RunListener listener) {
        return new EnrichJobFactory(
                run,
                store,
                jobRepository,
                transactions,
                control,
                lockHeld,
                progress,
                listener,
                properties,
                replies,
                observations);
    }

    private Planner planner(EnrichRun run, Supplier<Questions> questions) {
        return new Planner(run, store, questions, costs, properties);
    }

    private static Supplier<Questions> questions(EnrichRun run) {
        return Memo.of(() -> new Questions(
                run.recipe(),
                run.limits(),
                TokenEstimator.forModel(run.provider().model()),
                run.spans().knowledge()));
    }
}
