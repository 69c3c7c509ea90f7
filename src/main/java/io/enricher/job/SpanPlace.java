package io.enricher.job;

import io.enricher.domain.SourceRecord;
import java.util.Map;

/** Where a span of source is, for a person who knows nothing of rows. */
final class SpanPlace {

    private SpanPlace() {}

    /** Such as {@code src/shop/Order.java, line 14, shop.Order.total: }. */
    static String of(SourceRecord span) {
        Map<String, String> fields = span.fields();
        String name = fields.getOrDefault("qualifiedName", fields.getOrDefault("name", ""));
        return fields.getOrDefault("path", "") + ", line " + fields.getOrDefault("startLine", "?") + ", " + name + ": ";
    }
}
