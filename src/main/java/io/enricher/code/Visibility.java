package io.enricher.code;

import java.util.Locale;

/** From where a symbol can be used, brought down to what all languages share; the widest first. */
public enum Visibility {
    PUBLIC,
    /** By its heirs. */
    PROTECTED,
    /** In its package, module, crate or assembly. */
    INTERNAL,
    /** In its class, file or function. */
    PRIVATE;

    /** Its name in records and prompts, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
