package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.Answer;
import io.enricher.domain.CachedAnswer;
import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.ItemKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerLinesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String KEY = "00".repeat(31) + "aB";
    private static final String GOOD = "{\"key\":\"" + KEY + "\",\"recipe\":\"roadmap\",\"model\":\"m\","
            + "\"created\":\"2026-11-19T12:00:00Z\",\"note\":\"\",\"answer\":{\"tldr\":\"x\"}}";

    @TempDir
    Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("answers.jsonl"), text);
    }

    @Test
    void readsAnswersBlankLinesAndKeysOfALaterRelease() throws IOException {
        String later =
                GOOD.replace("\"note\"", "\"tokens\":{\"in\":[1]},\"note\"").replace("\"x\"", "1.10");
        Path file = write("\uFEFF" + GOOD + "\r\n\n  \n" + later);

        try (AnswerLines lines = AnswerLines.open(file, NOW)) {
            ItemKey key = new ItemKey(0, 0, 0, 0xab);
            Instant created = Instant.parse("2026-11-19T12:00:00Z");
            assertThat(lines.next())
                    .contains(new CachedAnswer(key, "roadmap", new Answer("{\"tldr\":\"x\"}", "m", ""), created));
            assertThat(lines.next())
                    .contains(new CachedAnswer(key, "roadmap", new Answer("{\"tldr\":1.10}", "m", ""), created));
            assertThat(lines.line()).isEqualTo(4);
            assertThat(lines.next()).isEmpty();
        }
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                Arguments.of("not a line", "not valid JSON"),
                Arguments.of("[" + GOOD + "]", "not a JSON object"),
                Arguments.of("{", "not valid JSON"),
                Arguments.of(GOOD + GOOD, "more than one JSON value"),
                Arguments.of(GOOD.replace("{\"tldr", "[".repeat(2_000) + "{\"tldr"), "\"answer\" is not a JSON object"),
                Arguments.of(GOOD.replace("\"x\"", "[".repeat(2_000)), "not valid JSON"),
                Arguments.of(GOOD.replace(KEY, KEY.substring(1)), "\"key\" is not 64 hexadecimal digits"),
                Arguments.of(GOOD.replace(KEY, KEY.replace('a', 'g')), "\"key\" is not 64 hexadecimal digits"),
                Arguments.of(GOOD.replace("\"key\"", "\"kex\""), "\"key\" is missing"),
                Arguments.of(GOOD.replace("roadmap", " "), "\"recipe\" is not a name"),
                Arguments.of(GOOD.replace("roadmap", "a\\u001b[2Jb"), "\"recipe\" is not a name"),
                Arguments.of(GOOD.replace("roadmap", "a".repeat(501)), "\"recipe\" is not a name"),
                Arguments.of(GOOD.replace("\"roadmap\"", "7"), "\"recipe\" is not a text"),
                Arguments.of(GOOD.replace("\"m\"", "null"), "\"model\" is not a text"),
                Arguments.of(
                        GOOD.replace("\"note\":\"\"", "\"note\":\"" + "n".repeat(501) + '"'), "\"note\" is longer"),
                Arguments.of(
                        GOOD.replace("2026-11-19T", "2026-11-22T"),
                        "\"created\" is a time before 2020 or in the future"),
                Arguments.of(
                        GOOD.replace("2026-11-19T", "1999-11-19T"),
                        "\"created\" is a time before 2020 or in the future"),
                Arguments.of(GOOD.replace("2026-11-19T", "yesterday, T"), "\"created\" is not a time"),
                Arguments.of(
                        GOOD.replace("2026-11-19T", "+999999999-01-01T"),
                        "\"created\" is a time before 2020 or in the future"),
                Arguments.of(GOOD.replace("{\"tldr\":\"x\"}", "\"x\""), "\"answer\" is not a JSON object"),
                Arguments.of(GOOD.replace("{\"tldr\":\"x\"}", "[1]"), "\"answer\" is not a JSON object"),
                Arguments.of(GOOD.replace("\"x\"", "1,\"tldr\":2"), "not valid JSON: Duplicate"),
                Arguments.of(GOOD.replace("\"note\"", "\"model\""), "not valid JSON: Duplicate"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void refusesAnyOtherLineWithItsPlaceAndCure(String line, String problem) throws IOException {
        Path file = write(GOOD + "\n" + line + "\n");

        try (AnswerLines lines = AnswerLines.open(file, NOW)) {
            assertThat(lines.next()).isPresent();
            assertThatThrownBy(lines::next)
                    .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.exitCode())
                            .isEqualTo(ExitCode.INPUT_MALFORMED))
                    .hasMessageContaining("answers.jsonl, line 2: " + problem)
                    .hasMessageContaining("export the file again");
        }
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path binary = Files.write(folder.resolve("answers.bin"), new byte[] {'{', (byte) 0xFF, 0});
        Path endless = write("{\"key\":\"" + "0".repeat(AnswerLines.MOST_CHARACTERS));
        Path notPacked = Files.writeString(folder.resolve("answers.jsonl.gz"), GOOD);

        try (AnswerLines lines = AnswerLines.open(binary, NOW)) {
            assertThatThrownBy(lines::next).hasMessageContaining("answers.bin, line 1: ");
        }
        try (AnswerLines lines = AnswerLines.open(endless, NOW)) {
            assertThatThrownBy(lines::next).hasMessageContaining("answers.jsonl, line 1: longer than 4,194,304");
        }
        assertThatThrownBy(() -> AnswerLines.open(notPacked, NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("answers.jsonl.gz cannot be read: Not in GZIP format");
        assertThatThrownBy(() -> AnswerLines.open(folder.resolve("none.jsonl"), NOW))
                .hasMessageContaining("none.jsonl not found");
        assertThatThrownBy(() -> AnswerLines.open(folder, NOW)).hasMessageContaining("is not a file");
    }
}
