package io.enricher.job;

import io.enricher.domain.NotNowException;
import io.enricher.domain.StoppedException;
import io.enricher.output.OutputPaths;
import io.enricher.store.DatabaseLock;
import io.enricher.store.SqlDialect;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The locks of a run: a file beside its output, and the database's. Whoever holds both knows that no other process works
 * on this output, so what looks as if it were running is dead.
 */
final class RunLocks {

    private final DataSource dataSource;
    private final SqlDialect dialect;
    private final LockWait wait;

    RunLocks(DataSource dataSource, SqlDialect dialect, LockWait wait) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.wait = wait;
    }

    /** Both locks, held until closed. */
    record Held(RunLock output, DatabaseLock database) implements AutoCloseable {

        /** Whether nobody else can have taken over; one round trip to the server with PostgreSQL. */
        boolean isHeld() {
            return database.isHeld();
        }

        @Override
        public void close() {
            database.close();
            output.close();
        }
    }

    /**
     * @throws NotNowException  if another run holds one of them for longer than this one waits
     * @throws StoppedException if a signal ends the wait
     */
    Held acquire(OutputPaths paths) {
        RunLock held = RunLock.acquire(paths.lock(), paths.enriched().toString(), wait);
        try {
            return new Held(held, database(paths));
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** What ends a run whose locks are {@linkplain Held#isHeld() not held} any more. */
    static NotNowException lost() {
        return new NotNowException("the connection that held this run's lock in the database is lost, so another"
                + " process may have taken over. Start again to continue");
    }

    /** The lock of an estimate, which needs none to run: who has it knows that no earlier one is at work. */
    Optional<DatabaseLock> tryEstimate(Path output) {
        return DatabaseLock.tryAcquire(dataSource, dialect, "estimate of " + output);
    }

    private DatabaseLock database(OutputPaths paths) {
        return wait.take(
                () -> DatabaseLock.tryAcquire(dataSource, dialect, paths.lock().toString()),
                () -> new NotNowException("another run, perhaps on another machine, is working on " + paths.enriched()
                        + " (its lock in the database is held). Not starting; try again when it has ended"));
    }
}
