package io.enricher.job;

import io.enricher.domain.CostCapReachedException;
import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.NotNowException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Says what is going to happen and what it will cost, and ends the run here if the cost cap cannot hold. */
final class PlanTasklet implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(PlanTasklet.class);

    private final Planner planner;
    private final Store store;
    private final CacheUse cacheUse;
    private final long runId;
    private final JobRepository jobRepository;
    private final RunListener listener;
    private final RunProgress progress;
    private final Verdict verdict;
    private final Runnable beforeAsking;

    /** What follows from a plan. */
    enum Verdict {
        /** The run goes on and may spend money. */
        SPEND,
        /** Nothing follows: an estimate. */
        LOOK_ONLY
    }

    /** @param beforeAsking called when the run is going to ask; after a restart nobody else has seen the misses */
    PlanTasklet(
            Planner planner,
            Store store,
            CacheUse cacheUse,
            long runId,
            JobRepository jobRepository,
            RunListener listener,
            RunProgress progress,
            Verdict verdict,
            Runnable beforeAsking) {
        this.planner = planner;
        this.store = store;
        this.cacheUse = cacheUse;
        this.runId = runId;
        this.jobRepository = jobRepository;
        this.listener = listener;
        this.progress = progress;
        this.verdict = verdict;
        this.beforeAsking = beforeAsking;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) {
        cacheUse.settleAnswered(store, runId);
        Plan plan = planner.plan(CacheCheck.Result.before(contribution.getStepExecution(), jobRepository));
        store.runs().planned(runId, plan.expectedUsd());
        progress.planned(plan.rows(), plan.cached(), plan.toAsk());
        listener.planned(plan);
        tell(plan);
        if (verdict == Verdict.SPEND && plan.toAsk() > 0) {
            holdAgainstCap(plan);
            beforeAsking.run();
        }
        return RepeatStatus.FINISHED;
    }

    private static void tell(Plan plan) {
        double share = plan.rows() == 0 ? 0 : 100.0 * plan.cached() / plan.rows();
        log.info("Cache hits: {}/{} ({}%)", plan.cached(), plan.rows(), String.format(Locale.ROOT, "%.1f", share));
        if (plan.toAsk() > 0) {
            log.info("Processing {} batches (batch size: {})", plan.calls(), plan.batchSize());
        } else if (plan.cached() == plan.rows()) {
            log.info("All rows cached");
        }
    }

    private static void holdAgainstCap(Plan plan) {
        if (plan.capUsd().isEmpty()) {
            return;
        }
        BigDecimal cap = plan.capUsd().get();
        if (plan.lowUsd().isEmpty() || plan.spentUsd().isEmpty()) {
            throw new InvalidConfigurationException(
                    "the price of the model " + plan.model() + " is not known, so the cost"
                            + " cap of " + cap + " USD cannot be held. Give its price in a file named by"
                            + " enricher.pricing, say enricher.pricing=0 for a server that costs nothing, or lift the cap with"
                            + " enricher.max-cost=none");
        }
        BigDecimal spent = plan.spentUsd().get();
        BigDecimal low = plan.lowUsd().get();
        if (spent.add(low).compareTo(cap) <= 0) {
            return;
        }
        String wouldDo =
                ". Nothing was asked. --enricher.max-cost=" + enough(plan).toPlainString() + " would do";
        if (spent.signum() == 0 && plan.answered() == 0) {
            throw new NotNowException(
                    "the plan costs at least " + shown(low) + " USD, over the cap of " + cap + " USD" + wouldDo);
        }
        throw new CostCapReachedException("the rest costs at least " + shown(low) + " USD, and " + shown(spent)
                + " USD are spent or possibly charged, together over the cap of " + cap + " USD" + wouldDo);
    }

    /** All that the calls may cost at most must fit under it, and what a call may cost is reserved generously. */
    private static BigDecimal enough(Plan plan) {
        BigDecimal high = plan.highUsd().orElseThrow();
        BigDecimal forReservations =
                high.multiply(BigDecimal.valueOf(2)).divide(BigDecimal.valueOf(plan.calls()), MathContext.DECIMAL64);
        return plan.spentUsd().orElseThrow().add(high).add(forReservations).setScale(2, RoundingMode.CEILING);
    }

    private static String shown(BigDecimal usd) {
        return usd.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
