package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Answer;
import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Locator;
import io.enricher.domain.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LiveFileTest {

    private static final Outcome ANSWERED = new Outcome.Enriched(
            item(1, 4), new Answer("{\"tldr\":\"tight \\\"quotes\\\"\"}", "gpt-6-luna", "truncated"));
    private static final Outcome FAILED = new Outcome.Failed(item(2, 7), FailureReason.REFUSED, "the model\nrefused");

    @TempDir
    Path folder;

    @Test
    void aRowIsOneLineAndThereAsSoonAsItIsAdded() throws IOException {
        Path target = folder.resolve("new/rows.live.jsonl");
        try (LiveFile file = new LiveFile(target, List.of())) {
            file.begin(Stream.of());

            file.append(List.of(ANSWERED, FAILED));

            assertThat(Files.readString(target))
                    .isEqualTo(
                            """
                            {"row":1,"line":4,"status":"ok","source":"model","model":"gpt-6-luna","note":"truncated","answer":{"tldr":"tight \\"quotes\\""},"fields":{"topic":"T"}}
                            {"row":2,"line":7,"status":"failed","reason":"refused","message":"the model\\nrefused","fields":{"topic":"T"}}
                            """);
        }
    }

    @Test
    void aNewStartReplacesWhatATornLineEnds() throws IOException {
        Path target = Files.writeString(folder.resolve("rows.live.jsonl"), "{\"row\":1}\n{\"row\":2,\"li");
        try (LiveFile file = new LiveFile(target, List.of("a.csv"))) {
            file.begin(Stream.of(new LiveFile.Row(ANSWERED, OutputRow.Source.CACHE)));
            file.append(List.of(FAILED));
        }

        assertThat(Files.readAllLines(target))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"row\":1,\"line\":4,\"file\":\"a.csv\",\"status\":\"ok\",\"source\":\"cache\"");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldOfOnceAndFailsNothing(CapturedOutput log) throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "a file, not a folder");
        try (LiveFile file = new LiveFile(occupied.resolve("rows.live.jsonl"), List.of())) {
            file.begin(Stream.of());
            file.append(List.of(ANSWERED));
            file.append(List.of(FAILED));
        }

        assertThat(log.getAll()).containsOnlyOnce("Rows are not shown in").contains("The run and its output go on");
    }

    private static Item item(long row, long line) {
        return new Item(
                row,
                new Locator(0, row, line),
                ItemKey.of(new byte[ItemKey.BYTES]),
                Map.of("topic", "T"),
                "",
                ItemGroup.NONE);
    }
}
