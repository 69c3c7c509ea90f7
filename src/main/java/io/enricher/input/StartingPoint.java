package io.enricher.input;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Where a reader begins, and whether it leaves a trace for the next start. */
enum StartingPoint {

    /** Behind the last record of the interrupted execution, if there was one. */
    SAVED {
        @Override
        long recordsToSkip(ExecutionContext context) {
            return context.getLong(RECORDS_READ, 0);
        }

        @Override
        void save(ExecutionContext context, long recordsRead) {
            context.putLong(RECORDS_READ, recordsRead);
        }
    },

    /** At the first record, always. */
    BEGINNING {
        @Override
        long recordsToSkip(ExecutionContext context) {
            return 0;
        }

        @Override
        void save(ExecutionContext context, long recordsRead) {}
    };

    static final String RECORDS_READ = "records.read";

    abstract long recordsToSkip(ExecutionContext context);

    abstract void save(ExecutionContext context, long recordsRead);
}
