package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClassSkeletonTest {

    private final SymbolSplitter splitter = new SymbolSplitter(SplitLimits.DEFAULT);

    @AfterEach
    void close() {
        splitter.close();
    }

    @Test
    void classKeepsFieldsAndSignaturesAndLosesBodies() throws IOException {
        assertThat(text("Sample.java", "OrderBook"))
                .isEqualTo(
                        """
                @SuppressWarnings("unused")
                public final class OrderBook<T extends Comparable<T>> implements Iterable<T> {

                    private static final int LIMIT = 10;

                    static { ... }

                    /** Opens an empty book. */
                    public OrderBook(int size) { ... }

                    // Not documentation.
                    @Override
                    protected <R> List<R> find(String name, int limit) throws IllegalStateException { ... }

                    abstract int count();

                    private enum State { ... }

                    record Line(String name, int amount) { ... }

                    interface Listener { ... }
                }""");
    }

    @Test
    void bodiesWithoutBracesAreLeftOutToo() throws IOException {
        assertThat(text("Sample.py", "Account"))
                .contains("\"\"\"Money of one owner.", "    owner: str\n")
                .contains("    async def balance(self, at: int = 0) -> float:\n        ...\n")
                .endsWith("def _hidden(self): ...");
        assertThat(text("sample.rb", "Shop")).endsWith("class Basket < Base\n    ...\n  end\nend");
        assertThat(text("sample.rb", "Basket"))
                .contains("attr_reader :items", "def self.empty\n      ...\n    end")
                .doesNotContain("@items");
        assertThat(text("Sample.kt", "Orders")).contains("override fun toString() = ...", "List<Order>? { ... }");
        assertThat(text("Sample.cs", "Orders")).contains("get { ... }", "void Hidden() => ...;");
    }

    @Test
    void editOfABodyLeavesTheSkeletonAsItIs() throws IOException {
        String source = SymbolSplitterTest.resource("Sample.java");

        SplitResult edited = splitter.split("Sample.java", source.replace("this.size = size;", "this.size = -size;"));

        assertThat(edited.symbols())
                .zipSatisfy(splitter.split("Sample.java", source).symbols(), (after, before) -> assertThat(
                                after.text().equals(before.text()))
                        .as(after.qualifiedName())
                        .isEqualTo(!after.qualifiedName().equals("com.example.shop.OrderBook.OrderBook")));
    }

    @Test
    void typeWithoutMembersOfItsOwnIsWhole() throws IOException {
        assertThat(text("sample.go", "Server")).isEqualTo("type Server struct {\n\tName string\n\tport int\n}");
        assertThat(text("sample.c", "options_t")).isEqualTo("typedef struct {\n    int a;\n} options_t;");
    }

    private String text(String file, String name) throws IOException {
        return splitter.split(file, SymbolSplitterTest.resource(file)).symbols().stream()
                .filter(symbol -> symbol.name().equals(name) && symbol.kind().isType())
                .findFirst()
                .orElseThrow()
                .text();
    }
}
