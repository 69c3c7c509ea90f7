package io.enricher.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why rows are asked, above all those that were paid for once. Pure. */
final class AskingReasons {

    private AskingReasons() {}

    /**
     * @param changes since the last run for the same output
     * @param toAsk   items to ask
     * @return lines for a person, none if nothing is asked
     */
    static List<String> of(CacheUse cacheUse, List<RunChange> changes, long toAsk) {
        if (toAsk == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        boolean refresh = cacheUse == CacheUse.REPLACE;
        String again = Stream.concat(
                        refresh ? Stream.of(RunIdentity.REFRESH) : Stream.empty(),
                        changes.stream().filter(RunChange::hasRowsAskedAgain).map(RunChange::text))
                .collect(Collectors.joining(", "));
        if (!again.isEmpty()) {
            boolean mayHaveNewRows = !refresh && changes.stream().anyMatch(RunChange::isOfInput);
            lines.add(String.format(
                    Locale.ROOT, "%,d rows asked again%s: %s", toAsk, mayHaveNewRows ? " or new" : "", again));
        }
        changes.stream()
                .filter(change -> !change.hasRowsAskedAgain() && !change.part().equals(RunIdentity.REFRESH))
                .map(change -> "changed since the last run: " + change.text())
                .forEach(lines::add);
        return lines;
    }
}
