package io.enricher.bench;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** An application as Boot, Batch and H2 make it: one job with one step that does nothing, launched once. */
@SpringBootApplication(proxyBeanMethods = false)
public class EmptyApp {

    public static void main(String[] args) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(EmptyApp.class, args)) {
            context.getBean(JobOperator.class)
                    .start(
                            context.getBean(Job.class),
                            new JobParametersBuilder()
                                    .addLong("run", System.nanoTime())
                                    .toJobParameters());
        }
        System.exit(0);
    }

    @Bean
    Job job(JobRepository jobRepository, PlatformTransactionManager transactions) {
        Step step = new StepBuilder("nothing", jobRepository)
                .tasklet((contribution, context) -> RepeatStatus.FINISHED, transactions)
                .build();
        return new JobBuilder("empty", jobRepository).start(step).build();
    }
}
