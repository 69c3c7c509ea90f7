package io.enricher.recipe;

import java.util.Optional;

/**
 * A field that the recipe reads from each row.
 *
 * @param name       the name it has in the prompt and in {@code map.NAME=COLUMN}
 * @param required   whether a row without it is not sent
 * @param truncation how a long text is shortened, empty if it is sent whole
 * @param shared     whether all items of a prompt have it in common, so that the prompt holds it once
 * @param inKey      whether the cache key holds it, so that a row in which it changed is asked again
 * @param shown      whether the model sees it
 * @param numbered   whether the model sees it with the number of each line before it, as {@code 12| }
 */
public record InputField(
        String name,
        boolean required,
        Optional<Truncation> truncation,
        boolean shared,
        boolean inKey,
        boolean shown,
        boolean numbered) {

    /** The field with the lines of the text on which its statements begin, as a JSON list. */
    static final String STATEMENT_LINES = "statementLines";

    /** The field with the item's first line in its file, from 1. */
    public static final String START_LINE = "startLine";

    /** The field with its last line, inclusive. */
    public static final String END_LINE = "endLine";

    /** The field with the item's file. */
    static final String PATH = "path";

    public InputField {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a field needs a name");
        }
    }

    /** A field that is shown as it is, and part of the key. */
    public InputField(String name, boolean required, Optional<Truncation> truncation, boolean shared) {
        this(name, required, truncation, shared, true, true, false);
    }

    /** The same field, shown with each item. */
    InputField ofEachItem() {
        return new InputField(name, required, truncation, false, inKey, shown, numbered);
    }

    /** The lines of a text as the model sees them. */
    String shown(SourceLines lines) {
        return numbered ? lines.numbered() : lines.plain();
    }

    /** Whether its lines are counted, so that blank lines before the first word stay. */
    boolean keepsLines() {
        return numbered || isCutAtStatements();
    }

    boolean isCutAtStatements() {
        return truncation
                .filter(cut -> cut.keep() == Truncation.Keep.STATEMENTS)
                .isPresent();
    }
}
