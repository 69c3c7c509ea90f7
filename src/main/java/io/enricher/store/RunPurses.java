package io.enricher.store;

import java.math.BigDecimal;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the calls of a run that the ledger does not have, or does not know the cost of, may cost. Safe for many threads;
 * one process at a time writes the amount of a run.
 */
public final class RunPurses {

    private static final Insertion PURSE = new Insertion(
            "run_purse",
            List.of(new Insertion.Column("run_id", "bigint"), new Insertion.Column("held_usd", "numeric(24, 12)")),
            List.of("run_id"));

    private final JdbcTemplate jdbc;
    private final String insert;
    private final Transactions transactions;

    public RunPurses(DataSource dataSource, SqlDialect dialect) {
        this(dataSource, dialect, Transactions.create(dataSource));
    }

    RunPurses(DataSource dataSource, SqlDialect dialect, Transactions transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insert = dialect.insertIfAbsent(PURSE);
        this.transactions = transactions;
    }

    /** US dollars, 0 if nothing is held. */
    public BigDecimal held(long runId) {
        return jdbc.queryForList("select held_usd from run_purse where run_id = ?", BigDecimal.class, runId).stream()
                .findFirst()
                .map(BigDecimal::stripTrailingZeros)
                .orElse(BigDecimal.ZERO);
    }

    /** Commits the amount, in place of an earlier one; a database error that may pass is waited out. */
    public void hold(long runId, BigDecimal usd) {
        transactions.inNew(() -> jdbc.update("update run_purse set held_usd = ? where run_id = ?", usd, runId) > 0
                ? 1
                : jdbc.update(insert, runId, usd));
    }
}
