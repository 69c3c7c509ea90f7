package io.enricher.store;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.store.WorkItems.Asked;
import io.enricher.store.WorkItems.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Reads items that have been asked until there are enough of them or of their text. */
final class AskedPage implements ResultSetExtractor<List<Asked>> {

    /** In characters; one item may be longer. */
    private static final long MOST_TEXT = 8 << 20;

    @Override
    public List<Asked> extractData(ResultSet rows) throws SQLException {
        List<Asked> page = new ArrayList<>();
        long text = 0;
        while (text <= MOST_TEXT && rows.next()) {
            Item item = Objects.requireNonNull(WorkItems.ITEM.mapRow(rows, page.size()));
            text += item.fields().values().stream().mapToLong(String::length).sum();
            page.add(rows.getObject("done") == null ? asItSays(item, rows) : done(item, rows));
        }
        return page;
    }

    private static Asked asItSays(Item item, ResultSet row) throws SQLException {
        return new Asked(
                item,
                Status.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("reason")).map(FailureReason::ofCode),
                Objects.requireNonNullElse(row.getString("message"), ""),
                row.getObject("call_id") != null);
    }

    private static Asked done(Item item, ResultSet row) throws SQLException {
        return new Asked(item, Status.DONE, Optional.empty(), "", row.getObject("done_by") != null);
    }
}
