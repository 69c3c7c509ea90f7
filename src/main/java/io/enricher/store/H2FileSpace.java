package io.enricher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The housekeeping of an H2 file. H2 writes each commit to a new chunk of the file, with every page that the commit
 * touched, and can use a chunk's space again once no page in it is current; its background writer moves the last current
 * pages out of old chunks. {@code WRITE_DELAY=0}, without which a killed process loses commits, stops that writer, and
 * nothing else does its housekeeping: the file would grow by some 250 KB for every 20 answers. So it is done here, by
 * the same public method. It has no SQL statement.
 */
final class H2FileSpace {

    /** Below this share of current pages, in per cent, old chunks are rewritten: the file is about twice its content. */
    private static final int FILL_RATE = 50;

    private static final int BYTES_AT_ONCE = 4 << 20;
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private H2FileSpace() {}

    static void reclaim(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            MVStore file = fileOf(connection);
            long start = System.nanoTime();
            while (file.compact(FILL_RATE, BYTES_AT_ONCE) && System.nanoTime() - start < MOST_NANOS) {
                // The next part of the file.
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the space of the database file cannot be reclaimed", e);
        }
    }

    private static MVStore fileOf(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }
}
