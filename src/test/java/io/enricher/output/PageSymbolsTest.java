package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSymbolsTest {

    private final PageSymbols symbols = new PageSymbols();

    @BeforeEach
    void fill() {
        add("a/Order.java", "Order", "shop.Order");
        add("a/Order.java", "total", "shop.Order.total");
        add("a/Order.java", "total", "shop.Order.total");
        add("a/Cart.java", "total", "shop.Cart.total");
        add("a/Cart.java", "size", "shop.Cart.size");
        add("b/list.cpp", "size", "base::List::size");
        add("b/list.cpp", "grow", "base::List::grow");
        add("c/x.py", "main", "main");
        add("c/y.py", "main", "main");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # mention,              in,           address from another folder
                    shop.Order.total,       a/Cart.java,  a/Order.java.md#symbol-shop.Order.total
                    Order.total(),          a/Cart.java,  a/Order.java.md#symbol-shop.Order.total
                    'Order#total(int, x)',  a/Cart.java,  a/Order.java.md#symbol-shop.Order.total
                    '`Order::total(int)`',  a/Cart.java,  a/Order.java.md#symbol-shop.Order.total
                    `shop.Order.total`,     a/Cart.java,  a/Order.java.md#symbol-shop.Order.total
                    this.size,              a/Cart.java,  a/Cart.java.md#symbol-shop.Cart.size
                    total,                  a/Cart.java,  a/Cart.java.md#symbol-shop.Cart.total
                    total,                  c/x.py,       -
                    size,                   c/x.py,       -
                    grow,                   c/x.py,       b/list.cpp.md#symbol-base--List--grow
                    List::grow,             c/x.py,       b/list.cpp.md#symbol-base--List--grow
                    base::List::size,       a/Cart.java,  b/list.cpp.md#symbol-base--List--size
                    main,                   c/y.py,       c/y.py.md#symbol-main
                    main,                   a/Cart.java,  -
                    c/x.py:main,            a/Cart.java,  c/x.py.md#symbol-main
                    b/list.cpp:List::size,  a/Cart.java,  b/list.cpp.md#symbol-base--List--size
                    a/None.java:total,      c/x.py,       -
                    order,                  a/Cart.java,  -
                    '',                     a/Cart.java,  -
                    (),                     a/Cart.java,  -
                    """)
    void mentionLeadsToTheOneSymbolThatCanBeMeant(String mention, String path, String address) {
        assertThat(symbols.find(mention, path).map(symbol -> symbol.addressFrom("other/page.md")))
                .isEqualTo(Optional.ofNullable(address).map(below -> "../" + below));
    }

    private void add(String path, String name, String qualifiedName) {
        symbols.add(new PageRow(Map.of("path", path, "name", name, "qualifiedname", qualifiedName), Map.of()));
    }
}
