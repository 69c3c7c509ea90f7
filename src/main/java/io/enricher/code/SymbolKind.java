package io.enricher.code;

import java.util.Locale;

/** What a symbol is; the captures of the query files carry these names in lower case. */
public enum SymbolKind {
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION,
    STRUCT,
    UNION,
    TRAIT,
    IMPL,
    OBJECT,
    MODULE,
    FUNCTION,
    METHOD,
    CONSTRUCTOR,
    MACRO,
    /** A window of lines, where there are no symbols. */
    LINES;

    /** Its name in records and prompts, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it holds members, and is therefore given as a skeleton. */
    public boolean isType() {
        return compareTo(MODULE) <= 0;
    }

    /** Whether a function inside it is its method: one in a module is a function still. */
    boolean ownsFunctions() {
        return compareTo(OBJECT) <= 0;
    }

    static SymbolKind ofCapture(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
