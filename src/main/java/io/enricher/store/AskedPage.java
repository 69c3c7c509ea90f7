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
            page.add(new Asked(
                    item,
                    Status.valueOf(rows.getString("state")),
                    Optional.ofNullable(rows.getString("reason")).map(FailureReason::ofCode),
                    Objects.requireNonNullElse(rows.getString("message"), ""),
                    rows.getObject("call_id") != null));
        }
        return page;
    }
}
