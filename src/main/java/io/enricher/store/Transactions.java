package io.enricher.store;

import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction of its own, whatever the thread has open, and runs the whole of it again when the
 * database fails in a way that may pass. The work must bear repetition: a commit whose acknowledgement was lost did
 * happen.
 */
final class Transactions {

    static final int MOST_ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    /** How to spend the time before another attempt. */
    @FunctionalInterface
    interface Pause {

        /** @param failures attempts that failed so far, from 1 */
        void after(int failures) throws InterruptedException;
    }

    private final TransactionTemplate template;
    private final Pause pause;

    Transactions(DataSource dataSource, Pause pause) {
        this.template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.pause = pause;
    }

    /** Waits 0.1, 0.5, 2.5 and 12.5 seconds: long enough for a PostgreSQL server to come back. */
    static Transactions create(DataSource dataSource) {
        return new Transactions(
                dataSource, failures -> TimeUnit.MILLISECONDS.sleep((long) (100 * Math.pow(5, failures - 1))));
    }

    /** @throws RuntimeException what the last attempt ended with */
    <T> T inNew(Supplier<T> work) {
        return inNew(attempt -> work.get());
    }

    /**
     * The same for work that is told which attempt it is.
     *
     * @param work takes the number of the attempt, from 1
     */
    <T> T inNew(IntFunction<T> work) {
        for (int failures = 1; ; failures++) {
            int attempt = failures;
            try {
                return template.execute(status -> work.apply(attempt));
            } catch (RuntimeException e) {
                if (failures == MOST_ATTEMPTS || !mayPass(e)) {
                    throw e;
                }
                LOG.atLevel(e instanceof DuplicateKeyException ? Level.DEBUG : Level.WARN)
                        .log(
                                "The database failed ({}); attempt {} of {} follows",
                                e.getClass().getSimpleName(),
                                failures + 1,
                                MOST_ATTEMPTS);
                awaitNext(failures, e);
            }
        }
    }

    /** A duplicate key passes, too: another process inserted the row just now, and the next look finds it. */
    private static boolean mayPass(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof DuplicateKeyException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof TransactionSystemException;
    }

    /** Whether it would meet any other work as well: the database is away, and not two of its users in each other's way. */
    static boolean isOfTheDatabase(RuntimeException failure) {
        return mayPass(failure)
                && !(failure instanceof DuplicateKeyException)
                && !(failure instanceof ConcurrencyFailureException);
    }

    private void awaitNext(int failures, RuntimeException failure) {
        try {
            pause.after(failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
