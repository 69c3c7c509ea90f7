package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.provider.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderChecksTest {

    @ParameterizedTest
    @CsvSource({
        "PT59S,   OK,   within a minute",
        "PT-59S,  OK,   within a minute",
        "PT90S,   WARN, 1 min 30 s ahead of the provider",
        "PT-2H,   WARN, 2 h 0 min behind the provider",
    })
    void aClockThatIsMoreThanAMinuteOffIsWarnedOf(Duration ahead, DoctorCheck.Status status, String says) {
        DoctorCheck check = ProviderChecks.clock(ahead);

        assertThat(check.status()).isEqualTo(status);
        assertThat(check.message()).contains(says);
    }

    @Test
    void aShortKeyShowsNothingOfItself() {
        assertThat(new Secret("sk-0123456789abcd").lastFour()).isEqualTo("…abcd");
        assertThat(new Secret("0123456789").lastFour()).isEqualTo("****");
    }
}
