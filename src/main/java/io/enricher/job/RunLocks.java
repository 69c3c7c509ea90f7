package io.enricher.job;

import io.enricher.domain.NotNowException;
import io.enricher.store.DatabaseLock;
import io.enricher.store.SqlDialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The locks of a run: a file beside its output, and the database's. Whoever holds both knows that no other process works
 * on this output, so what looks as if it were running is dead.
 */
final class RunLocks {

    private static final long POLL_MILLIS = 200;

    private final DataSource dataSource;
    private final SqlDialect dialect;
    private final Duration patience;

    RunLocks(DataSource dataSource, SqlDialect dialect, Duration patience) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.patience = patience;
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

    /** @throws NotNowException if another run holds one of them for longer than the patience */
    Held acquire(Path output) {
        Path file = output.resolveSibling("." + output.getFileName() + ".lock");
        RunLock held = RunLock.acquire(file, output.toString(), patience);
        try {
            return new Held(held, database(output));
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private DatabaseLock database(Path output) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<DatabaseLock> lock = DatabaseLock.tryAcquire(dataSource, dialect, output.toString());
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new NotNowException("another run, perhaps on another machine, is working on " + output
                        + " (its lock in the database is held). Not starting; try again when it has ended");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNowException("interrupted while waiting for another run to end", e);
        }
    }
}
