package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.CachedAnswer;
import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.input.AnswerLines;
import io.enricher.output.AnswerFile;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.store.AnswerArchive;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Moves answers between the cache and files, a part of them at a time. */
final class CacheFiles {

    /** Per transaction: so that its commit is a small part of the time, and other processes do not wait for long. */
    private static final int MOST_ANSWERS = 5_000;

    /** In a transaction, in characters; an answer may be longer. */
    private static final long MOST_TEXT = 8 << 20;

    private final AnswerArchive archive;
    private final DatabaseSpace space;
    private final InstantSource clock;

    CacheFiles(AnswerArchive archive, DatabaseSpace space, InstantSource clock) {
        this.archive = archive;
        this.space = space;
        this.clock = clock;
    }

    /** Without answers that were made offline, which cost nothing to make again. */
    RunResult export(CacheRequest.Export request) {
        long[] counts = new long[2];
        try (AnswerFile file = AnswerFile.create(request.file())) {
            archive.forEach(request.recipe(), cached -> {
                boolean offline = cached.answer().model().equals(OfflineClientFactory.MODEL);
                counts[offline ? 1 : 0]++;
                if (!offline) {
                    file.write(cached);
                }
            });
            file.publish();
        }
        String leftOut =
                counts[1] == 0 ? "" : " " + Amounts.count(counts[1], "answer", "answers") + " made offline left out.";
        return result(
                "Exported " + Amounts.count(counts[0], "answer", "answers") + " to " + request.file() + "." + leftOut,
                Map.of("exported", counts[0], "offline", counts[1]));
    }

    /** What is imported stays so if a later line is refused; importing the file again finds it known. */
    RunResult take(CacheRequest.Import request) {
        long imported = 0;
        long read = 0;
        try (AnswerLines lines = AnswerLines.open(request.file(), clock.instant())) {
            Optional<InvalidInputException> refused = Optional.empty();
            boolean ended = false;
            while (!ended) {
                List<CachedAnswer> part = new ArrayList<>();
                try {
                    ended = fill(part, lines);
                } catch (InvalidInputException e) {
                    refused = Optional.of(e);
                    ended = true;
                }
                int isNew = archive.add(part);
                space.added(isNew);
                imported += isNew;
                read += part.size();
            }
            if (refused.isPresent()) {
                throw refused.get();
            }
        }
        return result(
                String.format(
                        Locale.ROOT,
                        "Imported %s from %s; %,d were in the cache already.",
                        Amounts.count(imported, "answer", "answers"),
                        request.file(),
                        read - imported),
                Map.of("imported", imported, "known", read - imported));
    }

    /** @return whether the file ended */
    private static boolean fill(List<CachedAnswer> part, AnswerLines lines) {
        long text = 0;
        while (part.size() < MOST_ANSWERS && text < MOST_TEXT) {
            Optional<CachedAnswer> next = lines.next();
            if (next.isEmpty()) {
                return true;
            }
            part.add(next.get());
            text += next.get().answer().json().length();
        }
        return false;
    }

    private static RunResult result(String text, Map<String, Long> numbers) {
        return new RunResult(text, JsonMapper.shared().writeValueAsString(new TreeMap<>(numbers)), "", ExitCode.OK);
    }
}
