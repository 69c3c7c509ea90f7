package io.enricher.job;

import io.enricher.domain.NotNowException;
import io.enricher.domain.OutputException;
import io.enricher.domain.StoppedException;
import io.enricher.output.LockFile;
import io.enricher.output.RunPaths;
import io.enricher.store.DatabaseLock;
import io.enricher.store.SqlDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The locks of a run: a file beside each output, and the database's. Whoever holds all knows that no other process works
 * on these outputs, so what looks as if it were running is dead.
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

    /** All locks, held until closed. */
    record Held(List<RunLock> outputs, DatabaseLock database) implements AutoCloseable {

        /** Whether nobody else can have taken over; one round trip to the server with PostgreSQL. */
        boolean isHeld() {
            return database.isHeld();
        }

        @Override
        public void close() {
            database.close();
            closeAll(outputs);
        }

        /** Tells whoever finds a lock held how far the run is. */
        void progress(String text) {
            outputs.forEach(lock -> lock.progress(text));
        }
    }

    /**
     * @throws NotNowException  if another run holds one of them for longer than this one waits
     * @throws StoppedException if a signal ends the wait
     */
    Held acquire(RunPaths paths) {
        List<RunLock> held = new ArrayList<>();
        try {
            for (LockFile lock : paths.locks()) {
                held.add(RunLock.acquire(lock, wait));
            }
            return new Held(held, database(paths));
        } catch (RuntimeException e) {
            try {
                closeAll(held);
            } catch (OutputException unclosed) {
                e.addSuppressed(unclosed);
            }
            throw e;
        }
    }

    /** All of them, even if one cannot be. */
    private static void closeAll(List<RunLock> locks) {
        Optional<OutputException> failure = Optional.empty();
        for (RunLock lock : locks) {
            try {
                lock.close();
            } catch (OutputException e) {
                failure.ifPresent(first -> first.addSuppressed(e));
                failure = failure.or(() -> Optional.of(e));
            }
        }
        failure.ifPresent(first -> {
            throw first;
        });
    }

    /** What ends a run whose locks are {@linkplain Held#isHeld() not held} any more. */
    static NotNowException lost() {
        return new NotNowException("the connection that held this run's lock in the database is lost, so another"
                + " process may have taken over. Start again to continue");
    }

    /** The lock of an estimate, which needs none to run: who has it knows that no earlier one is at work. */
    Optional<DatabaseLock> tryEstimate(Path output) {
        return DatabaseLock.tryAcquire(dataSource, dialect, List.of("estimate of " + output));
    }

    private DatabaseLock database(RunPaths paths) {
        List<String> names =
                paths.locks().stream().map(lock -> lock.file().toString()).toList();
        return wait.take(
                () -> DatabaseLock.tryAcquire(dataSource, dialect, names),
                () -> new NotNowException("another run, perhaps on another machine, is working on " + paths.output()
                        + " (its lock in the database is held). Not starting; try again when it has ended"));
    }
}
