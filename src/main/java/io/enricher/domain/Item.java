package io.enricher.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The unit that is asked, answered, cached and counted: the used fields of one record. Records with equal used fields
 * are one item.
 *
 * @param number  record number of the first record with this key in the run, from 1
 * @param place   where that record stands
 * @param key     what its answer is stored under
 * @param fields  recipe field name to text after truncation, in the recipe's order, without what its group shares
 * @param note    flags for {@code enrichment_note}, empty if there are none
 * @param group   which items it may share a prompt with
 * @param context other spans of source that may be shown beside it, the nearest first; of rows empty
 */
public record Item(
        long number,
        Locator place,
        ItemKey key,
        Map<String, String> fields,
        String note,
        ItemGroup group,
        List<ContextSpan> context) {

    /** The note of an item of which text was cut before it was asked. */
    public static final String TRUNCATED = "truncated";

    public Item {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        context = List.copyOf(context);
    }

    /** An item without context. */
    public Item(long number, Locator place, ItemKey key, Map<String, String> fields, String note, ItemGroup group) {
        this(number, place, key, fields, note, group, List.of());
    }

    /** An item of the only file. */
    public Item(long number, long line, ItemKey key, Map<String, String> fields, String note, ItemGroup group) {
        this(number, Locator.inOnlyFile(number, line), key, fields, note, group);
    }

    /** An item of the only file and of no particular group. */
    public Item(long number, long line, ItemKey key, Map<String, String> fields, String note) {
        this(number, line, key, fields, note, ItemGroup.NONE);
    }

    /** The same item with other texts under the same key, as after cutting what was too long for the model. */
    public Item withFields(Map<String, String> changed, String changedNote) {
        return new Item(number, place, key, changed, changedNote, group, context);
    }

    /** The same item as one of {@code other}. */
    public Item inGroup(ItemGroup other) {
        return new Item(number, place, key, fields, note, other, context);
    }

    /** The same item with other shared texts, so that it is asked by itself. */
    public Item withShared(Map<String, String> changed, String changedNote) {
        return new Item(number, place, key, fields, changedNote, new ItemGroup(group.key(), changed), context);
    }

    /** The same item with spans to show beside it. */
    public Item withContext(List<ContextSpan> spans) {
        return new Item(number, place, key, fields, note, group, spans);
    }
}
