package io.enricher.output;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A finished row as its page shows it.
 *
 * @param given  what it was read with and what became of it: the columns of {@link #SHOWN}, in lower case
 * @param answer by the names of the recipe's fields, in their order
 */
record PageRow(Map<String, String> given, Map<String, AnswerValue> answer) {

    private static final Set<String> SHOWN = Set.of(
            "path",
            "language",
            "kind",
            "name",
            "qualifiedname",
            "parent",
            "startline",
            "endline",
            "signature",
            "enrichment_model",
            "enrichment_error",
            "enrichment_note");

    /** Whether a column that is not of the answer is shown. */
    static boolean shows(String column) {
        return SHOWN.contains(column.toLowerCase(Locale.ROOT));
    }

    String path() {
        return text("path");
    }

    String language() {
        return text("language");
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("name");
    }

    /** The simple name where there is no other. */
    String qualifiedName() {
        String qualified = text("qualifiedname");
        return qualified.isBlank() ? name() : qualified;
    }

    /** As much of the qualified name as a page of one file needs: {@code Order.total} for a method of a type. */
    String title() {
        String qualified = qualifiedName();
        String parent = text("parent");
        int own = qualified.lastIndexOf(name());
        int around = parent.isBlank() || own < 1 ? -1 : qualified.lastIndexOf(parent, own - 1);
        return around >= 0 ? qualified.substring(around) : name().isBlank() ? qualified : name();
    }

    LineRange lines() {
        return LineRange.of(text("startline"), text("endline"));
    }

    String signature() {
        return text("signature");
    }

    /** Empty if no model answered. */
    String model() {
        return text("enrichment_model");
    }

    /** Why it failed, empty if it did not. */
    String error() {
        return text("enrichment_error");
    }

    /** Flags, empty if there are none. */
    String note() {
        return text("enrichment_note");
    }

    boolean isDocumented() {
        return answer.values().stream().anyMatch(value -> !value.isEmpty());
    }

    private String text(String column) {
        return given.getOrDefault(column, "");
    }
}
