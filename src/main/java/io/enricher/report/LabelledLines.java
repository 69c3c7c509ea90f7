package io.enricher.report;

import java.util.Locale;

/** Lines of the form {@code Label:  value}, all values in one column. */
final class LabelledLines {

    private final StringBuilder text = new StringBuilder();

    LabelledLines line(String label, String value) {
        text.append(String.format(Locale.ROOT, "%-16s %s", label + ":", value)).append('\n');
        return this;
    }

    LabelledLines plain(String line) {
        text.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
