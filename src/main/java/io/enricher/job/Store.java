package io.enricher.job;

import io.enricher.store.AnswerArchive;
import io.enricher.store.AnswerStore;
import io.enricher.store.CallLedger;
import io.enricher.store.CallStatistics;
import io.enricher.store.FailedItems;
import io.enricher.store.LearnedSizes;
import io.enricher.store.OutcomeStore;
import io.enricher.store.RunFacts;
import io.enricher.store.RunFailures;
import io.enricher.store.RunHistory;
import io.enricher.store.RunPurses;
import io.enricher.store.Vectors;
import io.enricher.store.WorkItems;

/** The tables of a state directory or a PostgreSQL database. */
record Store(
        AnswerStore answers,
        AnswerArchive archive,
        OutcomeStore outcomes,
        WorkItems workItems,
        FailedItems failedItems,
        CallLedger calls,
        LearnedSizes learnedSizes,
        RunFailures failures,
        Vectors vectors,
        RunHistory runs,
        RunPurses purses,
        RunFacts facts,
        CallStatistics callStatistics)
        implements AutoCloseable {

    /** Gives the memory of the answers back, which Ehcache's statistics would keep for the life of the process. */
    @Override
    public void close() {
        answers.close();
    }
}
