package io.enricher.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a report tells of a run beyond its numbers: names and values, in an order. Safe for many threads. */
public final class RunFacts {

    /** What a list of names and values is about. */
    public enum Kind {
        /** Settings that the last execution ran with. */
        SETTING,
        /** Columns that the run adds; the value is what they can hold, parted by line feeds, empty if that is open. */
        COLUMN,
        /** Absolute path of an output, and that of the input it is made of. */
        FILE,
        /** Absolute path of an output, and what stands between its cells if it is CSV. */
        DELIMITER
    }

    private final JdbcTemplate jdbc;
    private final Transactions transactions;

    public RunFacts(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = Transactions.create(dataSource);
    }

    /** Keeps what is known of a run, in place of all that was known before. */
    public void keep(long runId, Map<Kind, Map<String, String>> facts) {
        List<Object[]> rows = new ArrayList<>();
        facts.forEach((kind, values) -> {
            int position = 0;
            for (Map.Entry<String, String> fact : values.entrySet()) {
                rows.add(new Object[] {
                    runId,
                    code(kind),
                    position++,
                    StorableText.plain(fact.getKey()),
                    StorableText.plain(fact.getValue())
                });
            }
        });
        transactions.inNew(() -> {
            jdbc.update("delete from run_fact where run_id = ?", runId);
            return jdbc.batchUpdate(
                    "insert into run_fact (run_id, kind, position, name, fact) values (?, ?, ?, ?, ?)", rows);
        });
    }

    /** In the order in which they were kept; empty of a run by a release that did not keep them. */
    public Map<String, String> find(long runId, Kind kind) {
        Map<String, String> found = new LinkedHashMap<>();
        jdbc.query(
                "select name, fact from run_fact where run_id = ? and kind = ? order by position",
                row -> {
                    found.put(row.getString("name"), row.getString("fact"));
                },
                runId,
                code(kind));
        return found;
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
