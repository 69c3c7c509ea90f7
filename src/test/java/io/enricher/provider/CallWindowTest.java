package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallWindowTest {

    private final CallWindow window = new CallWindow(16);

    @Test
    void refusalsWithVaryingNumbersInFlightLeaveAWindowThatIsNotInUseAsItIs() {
        refusedWith(1);
        refusedWith(5);
        refusedWith(2);
        refusedWith(9);

        assertThat(window.width()).isEqualTo(16);
    }

    @Test
    void aWindowInUseIsCut() {
        refusedWith(14);

        assertThat(window.width()).isEqualTo(11);
    }

    @Test
    void theThirdRefusalWithAboutAsManyInFlightSaysHowManyAreTooMany() {
        refusedWith(5);
        refusedWith(5);
        assertThat(window.width()).isEqualTo(16);

        refusedWith(5);

        assertThat(window.width()).isEqualTo(3);
    }

    private void refusedWith(int inFlight) {
        for (int call = 0; call < inFlight; call++) {
            window.sent();
        }
        window.refused();
        for (int call = 0; call < inFlight; call++) {
            window.ended();
        }
    }
}
