package io.enricher.report;

import java.util.List;
import java.util.Locale;

/** Where a row came from, as the page tells it; each has a colour of its own. */
public enum RowSource {
    CACHE,
    MODEL,
    DUPLICATE,
    DEFAULT,
    FAILED;

    static final List<RowSource> ALL = List.of(values());

    /** Where it stands among all, in the page's data. */
    int position() {
        return ALL.indexOf(this);
    }

    /** Its name on the page, and in the names of its colours. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param status {@code enrichment_status} of the row
     * @param source {@code enrichment_source}
     */
    public static RowSource of(String status, String source) {
        if (status.equals(FAILED.code())) {
            return FAILED;
        }
        return ALL.stream()
                .filter(known -> known.code().equals(source))
                .findFirst()
                .orElse(MODEL);
    }
}
