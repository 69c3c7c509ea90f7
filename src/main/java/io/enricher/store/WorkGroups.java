package io.enricher.store;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the items of a group share, kept once for each group and run: a document may have a thousand chunks. */
final class WorkGroups {

    private static final Insertion GROUP = new Insertion(
            "work_group",
            List.of(
                    new Insertion.Column("run_id", "bigint"),
                    new Insertion.Column("group_key", "varchar"),
                    new Insertion.Column("fields", "clob")),
            List.of("run_id", "group_key"));

    private static final int KEYS_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final String insert;

    WorkGroups(JdbcTemplate jdbc, SqlDialect dialect) {
        this.jdbc = jdbc;
        this.insert = dialect.insertIfAbsent(GROUP);
    }

    /** Adds the groups that share anything and are not there yet. */
    void add(long runId, Collection<Item> items) {
        Map<String, ItemGroup> groups = new TreeMap<>();
        items.stream()
                .map(Item::group)
                .filter(group -> !group.shared().isEmpty())
                .forEach(group -> groups.put(group.key(), group));
        List<Object[]> rows = groups.values().stream()
                .map(group -> new Object[] {runId, group.key(), TextMapJson.write(group.shared())})
                .toList();
        jdbc.batchUpdate(insert, rows);
    }

    /** The groups with these keys; one that shares nothing has no row. */
    Map<String, ItemGroup> load(long runId, Collection<String> keys) {
        Map<String, ItemGroup> groups = new HashMap<>();
        keys.forEach(key -> groups.put(key, key.isEmpty() ? ItemGroup.NONE : new ItemGroup(key, Map.of())));
        List<String> named =
                groups.keySet().stream().filter(key -> !key.isEmpty()).sorted().toList();
        for (int from = 0; from < named.size(); from += KEYS_AT_ONCE) {
            load(runId, named.subList(from, Math.min(named.size(), from + KEYS_AT_ONCE)), groups);
        }
        return groups;
    }

    private void load(long runId, List<String> keys, Map<String, ItemGroup> groups) {
        List<Object> arguments = new ArrayList<>(keys.size() + 1);
        arguments.add(runId);
        arguments.addAll(keys);
        jdbc.query(
                "select group_key, fields from work_group where run_id = ? and group_key in ("
                        + String.join(", ", keys.stream().map(key -> "?").toList()) + ")",
                row -> {
                    groups.put(row.getString(1), new ItemGroup(row.getString(1), TextMapJson.read(row.getString(2))));
                },
                arguments.toArray());
    }

    void purge(long runId) {
        jdbc.update("delete from work_group where run_id = ?", runId);
    }
}
