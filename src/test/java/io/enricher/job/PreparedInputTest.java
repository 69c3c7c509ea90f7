package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedInputTest {

    @TempDir
    private Path folder;

    @Test
    void columnsAreFoundWithoutRegardToCaseAndPathsFollowTheInput() throws IOException {
        Path input = Files.writeString(folder.resolve("rows.csv"), "Topic,DESCRIPTION,other\na,b,c\n");

        PreparedInput prepared = Requests.prepared(Requests.of(input));

        assertThat(prepared.files().get(0).columns()).isEqualTo(Map.of("topic", "Topic", "description", "DESCRIPTION"));
        assertThat(prepared.paths().output()).isEqualTo(folder.resolve("out/rows.enriched.csv"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aSelectionNeverWritesOverTheWholeOutput() throws IOException {
        Path input = Files.writeString(folder.resolve("rows.csv"), "topic\na\n");

        PreparedInput prepared = Requests.prepared(Requests.of(input, "limit=1"));

        assertThat(prepared.paths().output()).isEqualTo(folder.resolve("out/rows.sample.enriched.csv"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource({
        "topic,           '',               OK, ''",
        "title,           '',               INPUT_MALFORMED, title",
        "title,           map.topic=Title,  OK, ''",
        "title,           map.topic=Titel,  INPUT_MALFORMED, Titel",
        "topic,           map.tpoic=topic,  USAGE, tpoic",
        "topic,           recipe=raodmap,   BAD_CONFIGURATION, raodmap",
        "topic,           format=xml,       USAGE, xml",
        "'topic,tldr',    '',               INPUT_MALFORMED, tldr",
        "'topic,TLDR',    '',               INPUT_MALFORMED, TLDR",
        "topic,           encoding=klingon, USAGE, klingon",
    })
    void mistakesAreFoundBeforeAnythingIsOpened(String header, String parameter, String exit, String named)
            throws IOException {
        Path input =
                Files.writeString(folder.resolve("rows.csv"), header + "\n" + header.replaceAll("\\w+", "x") + "\n");
        RunRequest request = Requests.of(input, parameter.isEmpty() ? new String[0] : new String[] {parameter});

        if (exit.equals("OK")) {
            assertThat(Requests.prepared(request).input().files().get(0).columns())
                    .isNotEmpty();
        } else {
            assertThatThrownBy(() -> Requests.prepared(request))
                    .isInstanceOfSatisfying(EnricherException.class, failure -> assertThat(failure.exitCode())
                            .isEqualTo(ExitCode.valueOf(exit)))
                    .hasMessageContaining(named);
        }
        assertThat(List.of(folder.toFile().list())).containsExactly("rows.csv");
    }

    @Test
    void aMissingFileIsNamedAndHasItsOwnExitCode() {
        assertThatThrownBy(() -> Requests.prepared(Requests.of(folder.resolve("nowhere.csv"))))
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        failure -> assertThat(failure.exitCode().code()).isEqualTo(66))
                .hasMessageContaining("nowhere.csv");
    }
}
