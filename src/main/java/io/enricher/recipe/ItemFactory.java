package io.enricher.recipe;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.TextDigest;
import io.enricher.domain.UnicodeText;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final Set<String> fieldsNotInKey;
    private final ContextSource contexts;
    private final TextDigest start;

    /**
     * @param modelIdentity what the answers come from: provider and model, as far as they shape an answer
     * @param columns       recipe field to input column, as {@link ColumnMapping} found them
     */
    public ItemFactory(Recipe recipe, String modelIdentity, Map<String, String> columns) {
        this(recipe, modelIdentity, columns, ContextSource.NONE);
    }

    /**
     * @param contexts asked only if the recipe shows context
     * @see #ItemFactory(Recipe, String, Map)
     */
    public ItemFactory(Recipe recipe, String modelIdentity, Map<String, String> columns, ContextSource contexts) {
        this.recipe = recipe;
        this.contexts = contexts;
        this.fieldsNotInKey = recipe.fields().stream()
                .filter(field -> !field.inKey())
                .map(InputField::name)
                .collect(Collectors.toUnmodifiableSet());
        this.columns = FieldPath.all(columns);
        this.sharedFields = Set.copyOf(recipe.sharedFields());
        this.start = TextDigest.create().add(recipe.fingerprint()).add(modelIdentity);
    }

    /** The record's item; an empty optional field is left out of it, and of its key. */
    public Draft prepare(SourceRecord record) {
        Map<String, String> used = new LinkedHashMap<>();
        String note = "";
        for (InputField field : recipe.fields()) {
            UsedText text = text(record, field);
            if (!text.shown().isEmpty()) {
                used.put(field.name(), text.shown());
                note = text.isNoted() ? Item.TRUNCATED : note;
            }
        }
        List<ContextSpan> context = recipe.context().isPresent() ? contexts.of(record) : List.of();
        Item item =
                new Item(record.number(), record.place(), key(used, context), own(used), note, group(used), context);
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

    private UsedText text(SourceRecord record, InputField field) {
        String whole = UnicodeText.wellFormed(columnOf(record, field.name()));
        if (field.keepsLines()) {
            return whole.isBlank() ? UsedText.NONE : source(record, field, whole.stripTrailing());
        }
        String text = whole.strip();
        return UsedText.of(field.truncation()
                .map(truncation -> truncation.apply(text).strip())
                .orElse(text));
    }

    private UsedText source(SourceRecord record, InputField field, String given) {
        String text = given.replace("\r\n", "\n");
        Optional<Truncation> tooSmall = field.truncation().filter(budget -> !budget.holds(text));
        if (tooSmall.isEmpty() && !field.numbered()) {
            // Most source is shown as it is, so that its lines need not be told apart.
            return UsedText.of(text);
        }
        SourceLines whole = SourceLines.of(text);
        SourceLines kept = tooSmall.map(budget -> new StatementCut(budget).cut(whole, statements(record)))
                .orElse(whole);
        return new UsedText(field.shown(kept), !kept.equals(whole));
    }

    private List<Integer> statements(SourceRecord record) {
        return LineNumbers.of(columnOf(record, InputField.STATEMENT_LINES));
    }

    private String columnOf(SourceRecord record, String field) {
        FieldPath column = columns.get(field);
        return column == null ? "" : column.in(record);
    }

    private ItemKey key(Map<String, String> used, List<ContextSpan> context) {
        TextDigest digest = start.copy();
        used.forEach((name, text) -> {
            if (!fieldsNotInKey.contains(name)) {
                digest.add(name).add(text);
            }
        });
        recipe.context().filter(ContextRules::inKey).ifPresent(rules -> ShownContext.lines(rules, context, Set.of())
                .forEach(digest::add));
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

    /** @param isNoted whether the item says that it was cut; texts of rows are cut without a word */
    private record UsedText(String shown, boolean isNoted) {

        static final UsedText NONE = of("");

        static UsedText of(String shown) {
            return new UsedText(shown, false);
        }
    }
}
