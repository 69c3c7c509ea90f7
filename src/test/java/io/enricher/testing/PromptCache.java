package io.enricher.testing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A provider's prompt cache: it knows the instructions and the schema that it has answered by before. */
final class PromptCache {

    private final boolean isOn;
    private final Set<List<String>> known = ConcurrentHashMap.newKeySet();

    PromptCache(boolean isOn) {
        this.isOn = isOn;
    }

    /** The same, with the tokens of its instructions as cached if they are known; else they are from now on. */
    Ask read(Ask ask) {
        boolean isNew =
                known.add(List.of(ask.model(), ask.instructions(), ask.schema().toString()));
        return isOn && !isNew ? ask.withCachedTokens(WireFormat.tokens(ask.instructions())) : ask;
    }
}
