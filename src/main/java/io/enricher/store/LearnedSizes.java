package io.enricher.store;

import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many items a prompt of a recipe may hold with a model, where runs found that it is less than the recipe allows. Safe
 * for many threads and processes; the last one to write is right.
 */
public final class LearnedSizes {

    private static final Insertion SIZE = new Insertion(
            "learned_size",
            List.of(
                    new Insertion.Column("recipe", "varchar"),
                    new Insertion.Column("model", "varchar"),
                    new Insertion.Column("items", "integer")),
            List.of("recipe", "model"));

    private final JdbcTemplate jdbc;
    private final String insert;

    public LearnedSizes(DataSource dataSource, SqlDialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insert = dialect.insertIfAbsent(SIZE);
    }

    /** Empty if nothing is known. */
    public OptionalInt find(String recipe, String model) {
        return jdbc
                .queryForList(
                        "select items from learned_size where recipe = ? and model = ?",
                        Integer.class,
                        StorableText.plain(recipe),
                        StorableText.plain(model))
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    public void keep(String recipe, String model, int items) {
        int updated = jdbc.update(
                "update learned_size set items = ? where recipe = ? and model = ?",
                items,
                StorableText.plain(recipe),
                StorableText.plain(model));
        if (updated == 0) {
            jdbc.update(insert, StorableText.plain(recipe), StorableText.plain(model), items);
        }
    }

    public void forget(String recipe, String model) {
        jdbc.update(
                "delete from learned_size where recipe = ? and model = ?",
                StorableText.plain(recipe),
                StorableText.plain(model));
    }
}
