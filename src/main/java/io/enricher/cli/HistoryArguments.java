package io.enricher.cli;

import io.enricher.domain.UsageException;
import io.enricher.job.HistoryRequest;
import java.util.OptionalLong;

/** The words behind {@code --job=history} and {@code --job=show}. */
final class HistoryArguments {

    private static final int LAST = 20;
    private static final int MOST = 100_000;

    private final JobArguments arguments;

    HistoryArguments(JobArguments arguments) {
        this.arguments = arguments;
    }

    /** @throws UsageException if a parameter is missing or makes no sense */
    HistoryRequest request() {
        return arguments.job().equals("history") ? latest() : one();
    }

    /** The run whose page is to be written again. */
    long runId() {
        return arguments
                .number("id")
                .orElseThrow(() -> new UsageException("which run? Write: java -jar enricher.jar --job=report id=42;"
                        + " --job=history lists the runs with their ids"));
    }

    private HistoryRequest latest() {
        long last = arguments.number("last").orElse(LAST);
        if (last > MOST) {
            throw new UsageException("last must be at most " + MOST + ", not " + last);
        }
        return new HistoryRequest.Latest((int) last);
    }

    private HistoryRequest one() {
        OptionalLong id = arguments.number("id");
        OptionalLong call = arguments.number("call");
        if (id.isPresent() == call.isPresent()) {
            throw new UsageException(
                    id.isPresent()
                            ? "id and call cannot be combined; id=42 shows a run, call=123 one call of it"
                            : "which run? Write: java -jar enricher.jar --job=show id=42; --job=history lists the runs with"
                                    + " their ids");
        }
        return id.isPresent() ? new HistoryRequest.Run(id.getAsLong()) : new HistoryRequest.Call(call.getAsLong());
    }
}
