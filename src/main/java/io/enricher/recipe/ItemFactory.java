package io.enricher.recipe;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.TextDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes items of records: picks the fields that the recipe uses, strips and truncates them, and keys them. Safe for use
 * by many threads.
 */
public final class ItemFactory {

    /** Two of a billion groups meet in one key with a chance of 1 : 10^20. */
    private static final int GROUP_KEY_BYTES = 16;

    private final Recipe recipe;
    private final Map<String, FieldPath> columns;
    private final Set<String> sharedFields;
    private final TextDigest start;

    /**
     * @param modelIdentity what the answers come from: provider and model, as far as they shape an answer
     * @param columns       recipe field to input column, as {@link ColumnMapping} found them
     */
    public ItemFactory(Recipe recipe, String modelIdentity, Map<String, String> columns) {
        this.recipe = recipe;
        this.columns = FieldPath.all(columns);
        this.sharedFields = Set.copyOf(recipe.sharedFields());
        this.start = TextDigest.create().add(recipe.fingerprint()).add(modelIdentity);
    }

    /** The record's item; an empty optional field is left out of it, and of its key. */
    public Draft prepare(SourceRecord record) {
        Map<String, String> used = usedFields(record);
        Item item = new Item(record.number(), record.place(), key(used), own(used), "", group(used));
        return missingField(used)
                .<Draft>map(field -> new Draft.Incomplete(item, field))
                .orElseGet(() -> new Draft.Ready(item));
    }

    private Map<String, String> own(Map<String, String> used) {
        if (!recipe.isGrouped()) {
            return used;
        }
        Map<String, String> own = new LinkedHashMap<>(used);
        own.keySet().removeAll(sharedFields);
        return own;
    }

    private ItemGroup group(Map<String, String> used) {
        if (!recipe.isGrouped()) {
            return ItemGroup.NONE;
        }
        TextDigest digest = TextDigest.create();
        recipe.groupedBy().forEach(name -> digest.add(used.getOrDefault(name, "")));
        Map<String, String> shared = new LinkedHashMap<>(used);
        shared.keySet().retainAll(sharedFields);
        return new ItemGroup(HexFormat.of().formatHex(digest.hash(), 0, GROUP_KEY_BYTES), shared);
    }

    private Map<String, String> usedFields(SourceRecord record) {
        Map<String, String> used = new LinkedHashMap<>();
        for (InputField field : recipe.fields()) {
            String text = text(record, field);
            if (!text.isEmpty()) {
                used.put(field.name(), text);
            }
        }
        return used;
    }

    private String text(SourceRecord record, InputField field) {
        FieldPath column = columns.get(field.name());
        if (column == null) {
            return "";
        }
        String text = UnicodeText.wellFormed(column.in(record).strip());
        return field.truncation()
                .map(truncation -> truncation.apply(text).strip())
                .orElse(text);
    }

    private ItemKey key(Map<String, String> used) {
        TextDigest digest = start.copy();
        used.forEach((name, text) -> digest.add(name).add(text));
        return ItemKey.of(digest.hash());
    }

    private Optional<String> missingField(Map<String, String> used) {
        for (InputField field : recipe.fields()) {
            if ((field.required() || used.isEmpty()) && !used.containsKey(field.name())) {
                return Optional.of(field.name());
            }
        }
        return Optional.empty();
    }
}
