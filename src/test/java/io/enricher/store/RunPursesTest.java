package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ModelCall;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunPursesTest extends StoreTest {

    private RunPurses purses;

    @BeforeEach
    void createPurses() {
        purses = new RunPurses(dataSource, dialect);
    }

    @Test
    void nothingIsHeldAtFirst() {
        assertThat(purses.held(RUN)).isZero();
    }

    @Test
    void theLastAmountOfARunIsHeldAndThoseOfOthersStay() {
        purses.hold(OTHER_RUN, new BigDecimal("7"));
        purses.hold(RUN, new BigDecimal("0.000000000001"));
        purses.hold(RUN, new BigDecimal("0.25"));

        assertThat(purses.held(RUN)).isEqualByComparingTo("0.25");
        assertThat(purses.held(OTHER_RUN)).isEqualByComparingTo("7");
    }

    @Test
    void aRunThatIsForgottenHoldsNothing() {
        purses.hold(RUN, BigDecimal.ONE);
        purses.hold(OTHER_RUN, BigDecimal.TEN);

        new RunHistory(dataSource, dialect).delete(RUN);

        assertThat(purses.held(RUN)).isZero();
        assertThat(purses.held(OTHER_RUN)).isEqualByComparingTo("10");
    }

    @Test
    void spentIsTheSumOfTheCostsThatAreKnown() {
        CallLedger ledger = new CallLedger(dataSource, dialect);
        ledger.record(RUN, Items.call(ModelCall.OK, 20, 1, Optional.of(new BigDecimal("0.25"))));
        ledger.record(RUN, Items.call(ModelCall.OK, 20, 1, Optional.empty()));
        ledger.record(RUN, Items.call("timeout", 20, 2, Optional.of(new BigDecimal("0.5"))));
        ledger.record(OTHER_RUN, Items.call(ModelCall.OK, 20, 1, Optional.of(BigDecimal.TEN)));

        assertThat(ledger.spentUsd(RUN)).isEqualByComparingTo("0.75");
    }
}
