package io.enricher.store;

import io.enricher.domain.Item;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Collects items from one result after the other, until there are enough of them or of their text. */
final class ItemPage implements ResultSetExtractor<Void> {

    /** In characters; one item may be longer. */
    private static final long MOST_TEXT = 8 << 20;

    private final int most;
    private final List<Item> items = new ArrayList<>();
    private long text;

    /** @param most items */
    ItemPage(int most) {
        this.most = most;
    }

    @Override
    public Void extractData(ResultSet rows) throws SQLException {
        while (!isFull() && rows.next()) {
            Item item = WorkItems.ITEM.mapRow(rows, items.size());
            items.add(item);
            item.fields().values().forEach(value -> text += value.length());
        }
        return null;
    }

    boolean isFull() {
        return items.size() == most || text > MOST_TEXT;
    }

    List<Item> items() {
        return items;
    }
}
