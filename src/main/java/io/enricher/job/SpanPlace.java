package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.domain.SourceRecord;
import java.util.HashMap;
import java.util.Map;

/** Where a span of source is, for a person who knows nothing of rows. */
final class SpanPlace {

    private SpanPlace() {}

    /** Such as {@code src/shop/Order.java, line 14, shop.Order.total: }. */
    static String of(SourceRecord span) {
        return of(span.fields());
    }

    /** The same of a span as it was to be asked. */
    static String of(Item span) {
        Map<String, String> fields = new HashMap<>(span.group().shared());
        fields.putAll(span.fields());
        return of(fields);
    }

    private static String of(Map<String, String> fields) {
        String name = fields.getOrDefault("qualifiedName", fields.getOrDefault("name", ""));
        return fields.getOrDefault("path", "") + ", line " + fields.getOrDefault("startLine", "?") + ", " + name + ": ";
    }
}
