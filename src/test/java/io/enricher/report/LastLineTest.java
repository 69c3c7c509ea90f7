package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import org.junit.jupiter.api.Test;

class LastLineTest {

    @Test
    void lineIsThatOfTheContract() {
        assertThat(new LastLine().render(SummaryRuns.withFailures()))
                .isEqualTo("rows=150 cached=50 enriched=98 duplicates=0 defaulted=0 failed=2 rejected=0 calls=11"
                        + " cost_usd=0.0012 exit=3");
    }

    @Test
    void unknownCostIsNotZeroAndZeroIsNotUnknown() {
        assertThat(new LastLine().render(SummaryRuns.stopped(ExitCode.TERMINATED, "x")))
                .isEqualTo("rows=25 cached=0 enriched=20 duplicates=1 defaulted=1 failed=0 rejected=3 calls=1"
                        + " cost_usd=unknown exit=143");
        assertThat(new LastLine().render(SummaryRuns.offline())).endsWith(" calls=0 cost_usd=0.0000 exit=0");
    }
}
