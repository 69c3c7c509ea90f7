package io.enricher.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole application in this process, as the command line starts it: real H2 files in a state directory, real steps.
 * One instance stands for one process; to start again, close it and make another over the same folder.
 */
final class Application implements AutoCloseable {

    private final StateDirectory state = new StateDirectory();
    private final List<String> news = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final ConfigurableApplicationContext context;
    private Consumer<JdbcTemplate> onPlan = database -> {};

    /** @param settings such as {@code enricher.concurrency=1} */
    Application(Path folder, String... settings) {
        List<String> arguments = new ArrayList<>();
        // Without the working directory's config/application.yml.
        arguments.add("--spring.config.location=classpath:/application.yml");
        arguments.add("--enricher.state-dir=" + folder.resolve("state"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        SpringApplication application = new SpringApplication(EnricherConfiguration.class);
        application.addListeners(state);
        application.setRegisterShutdownHook(false);
        application.addInitializers(starting -> {
            starting.getBeanFactory().registerSingleton("stateDirectory", state);
            starting.getBeanFactory().registerSingleton("runListener", new Listener());
        });
        this.context = application.run(arguments.toArray(String[]::new));
    }

    /** Does something to the database when the plan is made: after check-cache, before the first call. */
    Application onPlan(Consumer<JdbcTemplate> action) {
        onPlan = action;
        return this;
    }

    RunResult enrich(RunRequest request) {
        return bean(RunLauncher.class).enrich(request, RunInput.of(request));
    }

    RunResult estimate(RunRequest request) {
        return bean(RunLauncher.class).estimate(request, RunInput.of(request));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcTemplate database() {
        return new JdbcTemplate(bean(javax.sql.DataSource.class));
    }

    long rowsOf(String table) {
        return Optional.ofNullable(database().queryForObject("select count(*) from " + table, Long.class))
                .orElseThrow();
    }

    List<String> news() {
        return List.copyOf(news);
    }

    Plan plan() {
        return plans.get(plans.size() - 1);
    }

    /** The last execution of the job's newest instance. */
    JobExecution lastExecution() {
        JobRepository repository = bean(JobRepository.class);
        JobInstance newest =
                repository.getJobInstances(EnrichJobFactory.ENRICH, 0, 1).get(0);
        return Optional.ofNullable(repository.getLastJobExecution(newest)).orElseThrow();
    }

    /** Its steps by name; partitions of the enrich step too. */
    Map<String, StepExecution> steps() {
        Map<String, StepExecution> steps = new LinkedHashMap<>();
        lastExecution().getStepExecutions().forEach(step -> steps.put(step.getStepName(), step));
        return steps;
    }

    @Override
    public void close() {
        context.close();
        state.close();
    }

    private final class Listener implements RunListener {

        @Override
        public void opened(Path stateDirectory, String cache, List<String> configuration) {}

        @Override
        public void reads(String files) {}

        @Override
        public void continues(String text) {
            news.add(text);
        }

        @Override
        public void planned(Plan plan) {
            plans.add(plan);
            onPlan.accept(database());
        }
    }
}
