package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.LedgerCall;
import io.enricher.domain.ModelCall;
import io.enricher.domain.PlainText;
import java.time.ZoneId;
import java.util.OptionalInt;

/** A call of the ledger as text for a person; lines end with LF. What a model wrote cannot steer the terminal. */
public final class CallText {

    private static final String NONE = "none";

    private final LocalTimes times;

    public CallText(ZoneId zone) {
        this.times = new LocalTimes(zone);
    }

    public String render(LedgerCall call) {
        ModelCall made = call.prompt().made();
        LabelledLines lines = new LabelledLines();
        lines.line("Call", Long.toString(call.id()));
        lines.line("Run", call.runId() + " (--job=show id=" + call.runId() + ")");
        lines.line("Token", PlainText.line(call.token()));
        lines.line("Status", PlainText.line(made.status()) + ", HTTP status " + number(made.httpStatus()));
        lines.line("Finish reason", made.finishReason().isEmpty() ? NONE : PlainText.line(made.finishReason()));
        lines.line("Sent", times.of(made.startedAt()));
        lines.line("Took", Amounts.time(made.duration()));
        lines.line("Waited before", Amounts.time(made.waited()));
        lines.line("In flight", Amounts.count(made.inFlight()));
        lines.line("Attempt", Integer.toString(made.attempt()));
        lines.line("Rows", made.items() + " asked, answered: " + number(call.answered()));
        lines.line("Batch size", number(call.prompt().batchSize()));
        call.prompt().shrunkBy().ifPresent(cause -> lines.line("Shrunk by", cause.code()));
        lines.line("Tokens", ConsoleSummary.tokens(made.usage()));
        lines.line("Cost", made.costUsd().map(Amounts::dollars).orElse("unknown"));
        lines.plain("");
        call.reply()
                .ifPresentOrElse(
                        reply -> lines.plain("Reply, as the model wrote it, without control characters:")
                                .plain(PlainText.lines(reply)),
                        () -> lines.plain(
                                "Its reply is not kept. Kept are, for 7 days and on the machine that asked, those of"
                                        + " which something could not be used."));
        return lines.toString();
    }

    private static String number(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : NONE;
    }
}
