package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.RunSummary.BatchSizes;
import io.enricher.domain.RunSummary.BatchSizes.OfSize;
import io.enricher.domain.ShrinkCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The sizes of a run's prompts in a line for a person. */
final class BatchSizesText {

    /** More of them are told by their range. */
    private static final int SIZES_SHOWN = 4;

    private BatchSizesText() {}

    static String of(BatchSizes batchSizes) {
        List<String> parts = new ArrayList<>();
        if (!batchSizes.sizes().isEmpty()) {
            parts.add(sizes(batchSizes.sizes()));
        }
        if (!batchSizes.shrunk().isEmpty()) {
            parts.add("(" + shrunk(batchSizes) + ")");
        }
        return String.join(" ", parts);
    }

    private static String sizes(List<OfSize> sizes) {
        if (sizes.size() > SIZES_SHOWN) {
            OfSize usual =
                    sizes.stream().max(Comparator.comparingLong(OfSize::calls)).orElseThrow();
            long calls = sizes.stream().mapToLong(OfSize::calls).sum();
            return "up to " + sizes.get(sizes.size() - 1).rows() + " to "
                    + sizes.get(0).rows() + " rows, most often "
                    + usual.rows() + " (" + Amounts.count(usual.calls()) + " of "
                    + Amounts.count(calls, "call", "calls") + ")";
        }
        return "up to "
                + sizes.stream()
                        .map(size -> Amounts.count(size.rows(), "row", "rows") + " x "
                                + Amounts.count(size.calls(), "call", "calls"))
                        .collect(Collectors.joining(", "));
    }

    private static String shrunk(BatchSizes batchSizes) {
        long times =
                batchSizes.shrunk().values().stream().mapToLong(Long::longValue).sum();
        return "shrunk " + (times == 1 ? "once" : times == 2 ? "twice" : Amounts.count(times) + " times") + ": "
                + batchSizes.shrunk().keySet().stream()
                        .map(BatchSizesText::because)
                        .collect(Collectors.joining("; "));
    }

    private static String because(ShrinkCause cause) {
        return switch (cause) {
            case CUT -> "replies cut at the output limit";
            case UNANSWERED -> "replies without many of their answers";
            case TIMEOUT -> "prompts that took too long";
        };
    }
}
