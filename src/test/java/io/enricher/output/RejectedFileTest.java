package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedFileTest {

    @TempDir
    Path folder;

    @Test
    void recordsAreKeptWithPlaceReasonAndText() {
        Path target = folder.resolve("x.rejected.csv");
        try (RejectedFile file = new RejectedFile(target)) {
            file.write(17, 19, "3 fields where the header has 4", "a,\"b\nc\",d");
            assertThat(file.count()).isEqualTo(1);
            assertThat(target).doesNotExist();

            publish(file, target);
        }

        assertThat(target)
                .content()
                .isEqualTo("record,line,reason,text\n17,19,3 fields where the header has 4,\"a,\"\"b\nc\"\",d\"\n");
    }

    @Test
    void nothingRejectedLeavesNoFileAndRemovesThatOfAnEarlierRun() throws IOException {
        Path target = Files.writeString(folder.resolve("x.rejected.csv"), "of yesterday");

        try (RejectedFile file = new RejectedFile(target)) {
            publish(file, target);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void unpublishedFileLeavesThatOfAnEarlierRun() throws IOException {
        Path target = Files.writeString(folder.resolve("x.rejected.csv"), "of yesterday");

        try (RejectedFile file = new RejectedFile(target)) {
            file.write(1, 2, "reason", "text");
        }

        assertThat(target).hasContent("of yesterday");
        assertThat(folder.resolve("x.rejected.csv.part")).doesNotExist();
    }

    @Test
    void earlierFileThatCannotBeRemovedIsNamed() throws IOException {
        Path target = folder.resolve("x.rejected.csv");
        Files.createDirectories(target.resolve("full"));

        try (RejectedFile file = new RejectedFile(target)) {
            assertThatThrownBy(() -> publish(file, target))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("cannot remove " + target);
        }
    }

    private static void publish(RejectedFile file, Path target) {
        RejectedFile.publish(target, file.seal().map(FinishedPart::bytes).orElse(0L));
    }
}
