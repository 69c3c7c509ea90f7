package io.enricher.job;

import io.enricher.spans.ChunkFiles;
import io.enricher.store.AnswerArchive;
import io.enricher.store.AnswerStore;
import io.enricher.store.CallLedger;
import io.enricher.store.CallStatistics;
import io.enricher.store.FailedItems;
import io.enricher.store.LearnedSizes;
import io.enricher.store.Maintenance;
import io.enricher.store.OutcomeStore;
import io.enricher.store.RunFacts;
import io.enricher.store.RunFailures;
import io.enricher.store.RunHistory;
import io.enricher.store.RunPurses;
import io.enricher.store.Schema;
import io.enricher.store.SqlDialect;
import io.enricher.store.Vectors;
import io.enricher.store.WorkItems;
import io.micrometer.observation.ObservationRegistry;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The composition root. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(EnricherProperties.class)
public class EnricherConfiguration {

    @Bean
    SqlDialect sqlDialect(DataSource dataSource) {
        return SqlDialect.of(dataSource);
    }

    /** Comes before everything that uses the tables, Spring Batch's among them, because the launcher needs it. */
    @Bean
    Store store(
            DataSource dataSource,
            SqlDialect dialect,
            PlatformTransactionManager transactions,
            EnricherProperties properties) {
        new Schema(dataSource, dialect).bringUpToDate();
        AnswerStore answers =
                new AnswerStore(dataSource, dialect, properties.cache().heapEntries());
        return new Store(
                answers,
                new AnswerArchive(dataSource, dialect),
                new OutcomeStore(dataSource, dialect, answers),
                new WorkItems(dataSource, dialect),
                new FailedItems(dataSource),
                new CallLedger(dataSource, dialect),
                new LearnedSizes(dataSource, dialect),
                new RunFailures(dataSource, dialect),
                new Vectors(dataSource, dialect),
                new RunHistory(dataSource, dialect),
                new RunPurses(dataSource, dialect),
                new RunFacts(dataSource),
                new CallStatistics(dataSource));
    }

    @Bean
    RunControl runControl() {
        return new RunControl();
    }

    @Bean
    RunProgress runProgress() {
        return new RunProgress();
    }

    @Bean
    RunMetrics runMetrics(EnricherProperties properties) {
        return RunMetrics.of(properties);
    }

    /** Seen by Spring Batch's job operator; steps and jobs are given it where they are built. */
    @Bean
    ObservationRegistry observationRegistry(RunMetrics metrics) {
        return metrics.observations();
    }

    @Bean
    DatabaseSpace databaseSpace(DataSource dataSource, SqlDialect dialect) {
        return new DatabaseSpace(new Maintenance(dataSource, dialect));
    }

    @Bean
    CacheCommand cacheCommand(Store store, DatabaseSpace space) {
        return new CacheCommand(store, space, InstantSource.system());
    }

    @Bean
    RunReports runReports(Store store, JobRepository jobRepository, EnricherProperties properties) {
        return new RunReports(store, jobRepository, properties, BuildVersion.read());
    }

    @Bean
    ReportCommand reportCommand(Store store, RunReports reports) {
        return new ReportCommand(store, reports);
    }

    @Bean
    KeptReplies keptReplies(StateDirectory state) {
        return new KeptReplies(state.path());
    }

    @Bean
    HistoryCommand historyCommand(Store store, KeptReplies replies, JobRepository jobRepository) {
        return new HistoryCommand(store, replies, jobRepository, ZoneId.systemDefault());
    }

    @Bean
    RunLauncher runLauncher(
            StateDirectory state,
            KeptReplies replies,
            Store store,
            DataSource dataSource,
            SqlDialect dialect,
            JobOperator jobOperator,
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            EnricherProperties properties,
            DatabaseSpace space,
            RunControl control,
            RunProgress progress,
            RunMetrics metrics,
            RunListener listener,
            RunReports reports) {
        RunLocks locks = new RunLocks(dataSource, dialect, state.lockWait().unless(control::signal));
        CostSettings costs = new CostSettings(properties);
        ProviderSelection providers =
                new ProviderSelection(properties, name -> Optional.ofNullable(System.getenv(name)));
        ChunkFiles chunks = new ChunkFiles(state.path(), progress, control);
        RunFactory runs = new RunFactory(
                store,
                providers,
                new RowSelector(control, progress),
                new SpansFactory(store, control, progress),
                chunks,
                control,
                properties);
        RunJobs jobs = new RunJobs(
                store,
                jobOperator,
                jobRepository,
                transactions,
                properties,
                costs,
                space,
                control,
                progress,
                replies,
                metrics.observations());
        OldRuns oldRuns = new OldRuns(store, replies, jobRepository);
        RunEnd end = new RunEnd(control, jobRepository, reports);
        return new RunLauncher(
                store,
                locks,
                jobRepository,
                properties,
                costs,
                space,
                runs,
                jobs,
                new RestartPolicy(store, jobOperator, jobRepository),
                oldRuns,
                new EstimateLauncher(store.runs(), locks, runs, jobs, oldRuns, end, control, listener),
                end,
                control,
                progress,
                metrics,
                listener,
                reports);
    }
}
