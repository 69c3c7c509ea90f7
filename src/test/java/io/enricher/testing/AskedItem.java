package io.enricher.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One item of a prompt: its id, and its own fields as text in the prompt's order. */
record AskedItem(String id, Map<String, String> fields) {

    AskedItem {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    String text() {
        return SchemaAnswers.itemText(fields.values());
    }
}
