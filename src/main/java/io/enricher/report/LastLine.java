package io.enricher.report;

import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.Rows;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The last line of standard output, which scripts read: its names and their order are fixed. */
public final class LastLine {

    private static final int COST_DIGITS = 4;

    /** Without a line break. */
    public String render(RunSummary run) {
        Rows rows = run.rows();
        return "rows=" + rows.total()
                + " cached=" + rows.cached()
                + " enriched=" + rows.enriched()
                + " duplicates=" + rows.duplicates()
                + " defaulted=" + rows.defaulted()
                + " failed=" + rows.failed()
                + " rejected=" + rows.rejected()
                + " calls=" + run.calls().total()
                + " cost_usd=" + run.cost().actual().map(LastLine::plain).orElse("unknown")
                + " exit=" + run.exitCode().code();
    }

    private static String plain(BigDecimal amount) {
        return amount.setScale(COST_DIGITS, RoundingMode.HALF_UP).toPlainString();
    }
}
