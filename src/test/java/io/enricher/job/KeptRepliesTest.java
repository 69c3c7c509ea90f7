package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeptRepliesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path state;

    @Test
    void aReplyIsKeptUnderItsCallForThisUserAlone() throws IOException {
        replies(1_000).keep(41, "no \u0000 JSON \u001b[31m");

        Path file = file(41);
        assertThat(file).hasContent("no \u0000 JSON \u001b[31m");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theFirst64KilobytesAreKeptInWholeCharacters() throws IOException {
        replies(1_000).keep(1, "x" + "€".repeat(60_000));

        byte[] kept = Files.readAllBytes(file(1));
        assertThat(kept).hasSizeBetween(65_536 - 3, 65_536);
        assertThat(new String(kept, StandardCharsets.UTF_8)).matches("x€+");
    }

    @Test
    void aReplyWithoutATextShowsNothing() {
        replies(1_000).keep(1, " \n");

        assertThat(state.resolve("replies")).doesNotExist();
    }

    @Test
    void theNewestAreKept() throws IOException {
        KeptReplies first = replies(3);
        for (int call = 1; call <= 4; call++) {
            first.keep(call, "reply");
        }
        assertThat(names()).containsExactly("2.txt", "3.txt", "4.txt");

        KeptReplies later = replies(2);
        age(2, Duration.ofHours(1));
        age(3, Duration.ofHours(3));
        age(4, Duration.ofHours(2));
        later.forgetOld();
        assertThat(names()).containsExactly("2.txt", "4.txt");
        later.keep(5, "reply");

        assertThat(names()).containsExactly("2.txt", "5.txt");
    }

    @Test
    void aLaterStartDeletesWhatIsOlderThanAWeekAndNothingElse() throws IOException {
        KeptReplies replies = replies(1_000);
        replies.keep(1, "old");
        replies.keep(2, "not old");
        Path other = Files.writeString(state.resolve("replies/notes.md"), "mine");
        age(1, Duration.ofDays(7).plusSeconds(1));
        age(2, Duration.ofDays(7).minusSeconds(1));
        Files.setLastModifiedTime(other, FileTime.from(NOW.minus(Duration.ofDays(99))));

        replies(1_000).forgetOld();

        assertThat(names()).containsExactly("2.txt", "notes.md");
    }

    @Test
    void aFileOfAnotherDatabaseIsReplacedAndNotWrittenThrough() throws IOException {
        Path elsewhere = Files.writeString(state.resolve("elsewhere"), "untouched");
        replies(1_000).keep(1, "of another database");
        Files.delete(file(1));
        Files.createSymbolicLink(file(1), elsewhere);

        replies(1_000).keep(1, "new");

        assertThat(file(1)).hasContent("new").isRegularFile();
        assertThat(elsewhere).hasContent("untouched");
    }

    @Test
    void whatCannotBeKeptIsToldOnceWithoutItsText(CapturedOutput console) throws IOException {
        Files.writeString(state.resolve("replies"), "a file in the way");
        KeptReplies replies = replies(1_000);

        replies.keep(1, "SECRET");
        replies.keep(2, "SECRET");
        replies.forgetOld();

        assertThat(console.getAll()).containsOnlyOnce("WARN").doesNotContain("SECRET");
    }

    private KeptReplies replies(int most) {
        return new KeptReplies(state, most, InstantSource.fixed(NOW));
    }

    private Path file(int call) {
        return state.resolve("replies").resolve(call + ".txt");
    }

    private void age(int call, Duration age) throws IOException {
        Files.setLastModifiedTime(file(call), FileTime.from(NOW.minus(age)));
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("replies"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }
}
