package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRowTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    shop.Order.total,        Order,  total,  Order.total
                    shop.Order.Order,        Order,  Order,  Order.Order
                    shop.Order,              '',     Order,  Order
                    shop.Order.Line.total,   Line,   total,  Line.total
                    shop::Order::operator==, Order,  operator==, Order::operator==
                    Shop::Order#total,       Order,  total,  Order#total
                    total,                   Order,  total,  total
                    shop.other.total,        Order,  total,  total
                    shop.Order.total,        Order,  '',     Order.total
                    '',                      '',     total,  total
                    '',                      '',     '',     ''
                    """)
    void titleIsTheNameWithThatOfTheTypeAroundIt(String qualifiedName, String parent, String name, String title) {
        PageRow row = new PageRow(Map.of("qualifiedname", qualifiedName, "parent", parent, "name", name), Map.of());

        assertThat(row.title()).isEqualTo(title);
    }
}
