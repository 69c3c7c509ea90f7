package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.domain.PlainText;
import io.enricher.store.AnswerArchive;
import io.enricher.store.AnswerStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What the cache holds, for a person and as JSON. */
final class CacheStatistics {

    private static final List<String> HEADER = List.of("Recipe", "Model", "Answers", "Characters", "Oldest", "Latest");

    /** Numbers stand to the right. */
    private static final List<String> NUMBERS = List.of("Answers", "Characters");

    private CacheStatistics() {}

    static RunResult of(AnswerStore.Statistics all, List<AnswerArchive.Group> groups) {
        return new RunResult(text(all, groups), json(all, groups), "", ExitCode.OK);
    }

    private static String text(AnswerStore.Statistics all, List<AnswerArchive.Group> groups) {
        String latest = latest(groups)
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("none");
        String head = String.format(
                Locale.ROOT, "Entries:  %,d%nLatest:   %s%nBytes:    %,d", all.entries(), latest, all.bytes());
        return groups.isEmpty() ? head : head + System.lineSeparator() + System.lineSeparator() + table(groups);
    }

    /** Of all answers, which the groups were read from. */
    private static Optional<Instant> latest(List<AnswerArchive.Group> groups) {
        return groups.stream().map(AnswerArchive.Group::latest).max(Comparator.naturalOrder());
    }

    private static String table(List<AnswerArchive.Group> groups) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        groups.forEach(group -> rows.add(List.of(
                PlainText.message(group.recipe()),
                PlainText.message(group.model()),
                Amounts.count(group.answers()),
                Amounts.count(group.characters()),
                group.oldest().truncatedTo(ChronoUnit.SECONDS).toString(),
                group.latest().truncatedTo(ChronoUnit.SECONDS).toString())));
        List<Integer> widths = IntStream.range(0, HEADER.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toList();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> {
                    String sign = NUMBERS.contains(HEADER.get(column)) ? "" : "-";
                    return String.format(Locale.ROOT, "%" + sign + widths.get(column) + "s", row.get(column));
                })
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String json(AnswerStore.Statistics all, List<AnswerArchive.Group> groups) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entries", all.entries());
        json.put("latest", latest(groups).map(Instant::toString).orElse(null));
        json.put("bytes", all.bytes());
        json.put("recipes", groups.stream().map(CacheStatistics::json).toList());
        return JsonMapper.shared().writeValueAsString(json);
    }

    private static Map<String, Object> json(AnswerArchive.Group group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recipe", group.recipe());
        json.put("model", group.model());
        json.put("answers", group.answers());
        json.put("characters", group.characters());
        json.put("oldest", group.oldest().toString());
        json.put("latest", group.latest().toString());
        return json;
    }
}
