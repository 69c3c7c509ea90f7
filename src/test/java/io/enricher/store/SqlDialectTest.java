package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SqlDialectTest {

    @Test
    void databaseThatCannotBeReachedIsToldWithItsOwnReasonAndWithoutThePassword() {
        DriverManagerDataSource relative =
                new DriverManagerDataSource("jdbc:h2:file:enricher;USER=sa;PASSWORD=hush-hush");

        assertThatThrownBy(() -> SqlDialect.of(relative))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("spring.datasource.url")
                .hasMessageContaining("implicitly relative")
                .hasMessageNotContaining("hush");
    }
}
