package io.enricher.output;

import io.enricher.domain.SymbolName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All symbols of the pages, in the order of their rows; found by what answers call them. For one thread. */
final class PageSymbols {

    /** How many of the last parts of a qualified name may stand for it, as {@code Order.total} for its method. */
    private static final int LAST_PARTS = 3;

    private final PageNames names = new PageNames();
    private final Map<String, SourcePage> pages = new LinkedHashMap<>();
    private final List<PageSymbol> symbols = new ArrayList<>();
    private final Map<String, Map<String, PageSymbol>> byQualifiedName = new HashMap<>();
    private final Map<String, Map<String, PageSymbol>> byLastParts = new HashMap<>();

    void add(PageRow row) {
        SourcePage page =
                pages.computeIfAbsent(row.path(), path -> new SourcePage(path, names.nameFor(path), row.language()));
        PageSymbol symbol = page.add(row);
        symbols.add(symbol);
        String qualified = SymbolName.dotted(row.qualifiedName());
        put(byQualifiedName, qualified, row.path(), symbol);
        put(byLastParts, SymbolName.dotted(row.name()), row.path(), symbol);
        int dot = qualified.length();
        for (int parts = 1; parts <= LAST_PARTS && dot > 0; parts++) {
            dot = qualified.lastIndexOf('.', dot - 1);
            put(byLastParts, qualified.substring(dot + 1), row.path(), symbol);
        }
    }

    /** Of those in one file with one name, such as overloads, the first is linked. */
    private static void put(Map<String, Map<String, PageSymbol>> index, String name, String path, PageSymbol symbol) {
        index.computeIfAbsent(name, unused -> new LinkedHashMap<>(2)).putIfAbsent(path, symbol);
    }

    /** In the order of their first rows. */
    Collection<SourcePage> pages() {
        return pages.values();
    }

    SourcePage page(PageRow row) {
        return Optional.ofNullable(pages.get(row.path()))
                .orElseThrow(() -> new IllegalStateException("the rows changed while they were read"));
    }

    /** @param row its number, from 0 */
    PageSymbol symbol(int row) {
        return symbols.get(row);
    }

    int symbols() {
        return symbols.size();
    }

    /**
     * The symbol that an answer means, if only one can be meant: {@code shop.Order.total}, {@code Order.total()},
     * {@code total}, or one of these after {@code src/shop/Order.java:}. A symbol of the same file goes first.
     *
     * @param path of the file of which the answer speaks
     */
    Optional<PageSymbol> find(String mention, String path) {
        String plain = SymbolName.unmarked(mention);
        return meant(SymbolName.dotted(plain), path)
                .or(() -> findInNamedFile(plain))
                .or(() -> meant(SymbolName.ofMention(plain), path));
    }

    private Optional<PageSymbol> meant(String name, String path) {
        return meant(byQualifiedName, name, path).or(() -> meant(byLastParts, name, path));
    }

    private Optional<PageSymbol> findInNamedFile(String mention) {
        int colon = mention.indexOf(':');
        if (colon < 0 || !pages.containsKey(mention.substring(0, colon))) {
            return Optional.empty();
        }
        String path = mention.substring(0, colon);
        String name = SymbolName.ofMention(mention.substring(colon + 1));
        return inFile(byQualifiedName, name, path).or(() -> inFile(byLastParts, name, path));
    }

    private static Optional<PageSymbol> meant(Map<String, Map<String, PageSymbol>> index, String name, String path) {
        Map<String, PageSymbol> found = index.getOrDefault(name, Map.of());
        return Optional.ofNullable(found.get(path))
                .or(() -> found.size() == 1
                        ? Optional.of(found.values().iterator().next())
                        : Optional.empty());
    }

    private static Optional<PageSymbol> inFile(Map<String, Map<String, PageSymbol>> index, String name, String path) {
        return Optional.ofNullable(index.getOrDefault(name, Map.of()).get(path));
    }
}
