package io.enricher.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolIndexTest {

    private static final String ORDER =
            """
            package shop;
            class Order {
                private long price() { return 1; }
                public long total() { return price() + price(); }
                public long twice() { return total() + total(); }
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "total, true",
        "Order.total, true",
        "shop.Order.total, true",
        "shop::Order::total, true",
        "Order, true",
        "der.total, false",
        "totals, false",
        "shop, false",
    })
    void namesAreKnownByTheirEndings(String name, boolean known) {
        SymbolIndex index = index();

        assertThat(index.isSymbol(name)).isEqualTo(known);
    }

    @Test
    void whatIsCalledOftenAndSeenByAllComesFirst() {
        SymbolIndex index = index();

        List<String> names = index.byUsefulness().stream()
                .map(number -> index.node(number).name())
                .toList();

        assertThat(names).startsWith("total", "twice").endsWith("price");
    }

    @Test
    void whoeverIsAskedBeforeEachChunkMayEndTheReading() {
        SourceFolder source = new SourceFolder(folder).with("Order.java", ORDER);

        assertThatThrownBy(() -> SymbolIndex.of(source.chunks(), () -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }

    private SymbolIndex index() {
        return SymbolIndex.of(new SourceFolder(folder).with("Order.java", ORDER).chunks(), () -> {});
    }
}
