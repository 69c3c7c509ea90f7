package io.enricher.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Proof that no other process runs the same thing on this database. On PostgreSQL an advisory lock, held by a
 * connection of its own for the whole run, so that the server gives it up when this process dies; on H2 the file lock
 * that H2 took when it opened the database. Safe for many threads.
 */
public final class DatabaseLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLock.class);
    private static final int ANSWER_WITHIN_SECONDS = 5;

    private final @Nullable Connection session;
    private final List<Long> ids;
    private boolean released;

    private DatabaseLock(@Nullable Connection session, List<Long> ids) {
        this.session = session;
        this.ids = List.copyOf(ids);
    }

    /**
     * Takes everything that {@code names} name, or nothing and returns empty at once if another process has one of
     * them. On PostgreSQL one connection of {@code dataSource} stays taken until {@link #close()}: size a pool for one
     * more.
     */
    public static Optional<DatabaseLock> tryAcquire(DataSource dataSource, SqlDialect dialect, List<String> names) {
        return dialect.tryLock(dataSource, names);
    }

    static DatabaseLock ofTheFile() {
        return new DatabaseLock(null, List.of());
    }

    static Optional<DatabaseLock> ofSession(DataSource dataSource, List<String> names) {
        try {
            Connection session = dataSource.getConnection();
            try {
                // A transaction left open would hold back the server's vacuum for the whole run.
                session.setAutoCommit(true);
                List<Long> taken = new ArrayList<>();
                for (String name : names) {
                    long id = idOf(name);
                    if (!ask(session, "select pg_try_advisory_lock(?)", id)) {
                        new DatabaseLock(session, taken).close();
                        return Optional.empty();
                    }
                    taken.add(id);
                }
                return Optional.of(new DatabaseLock(session, taken));
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("the database lock cannot be asked for", e);
        }
    }

    /** Whether the lock is held still: false once its connection is lost. Costs one round trip to the server. */
    public synchronized boolean isHeld() {
        if (released) {
            return false;
        }
        try {
            return session == null || session.isValid(ANSWER_WITHIN_SECONDS);
        } catch (SQLException e) {
            LOG.debug("The connection that holds the lock is not usable", e);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (released) {
            return;
        }
        released = true;
        if (session != null) {
            release(session);
        }
    }

    private void release(Connection held) {
        try (held) {
            for (long id : ids) {
                ask(held, "select pg_advisory_unlock(?)", id);
            }
        } catch (SQLException e) {
            LOG.debug("The lock's connection is lost, and the lock with it", e);
        }
    }

    private static boolean ask(Connection session, String sql, long id) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static long idOf(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(("enricher:" + name).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
