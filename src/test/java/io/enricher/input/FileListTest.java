package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileListTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of(
                "b.csv",
                "a.jsonl",
                "c.tsv.gz",
                "notes.md",
                ".hidden.csv",
                "a.enriched.jsonl",
                "b.rejected.csv",
                "data.summary.json",
                "2026-11-01.csv",
                "2026-11-02.csv",
                "deep/d.csv",
                ".hidden/f.csv",
                "deep/deeper/e.json")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x\n");
        }
        Files.createDirectory(folder.resolve("folder.csv"));
        Files.createDirectory(folder.resolve("empty"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''             | 2026-11-01.csv 2026-11-02.csv a.jsonl b.csv c.tsv.gz | FOLDER               | 4",
                "/              | 2026-11-01.csv 2026-11-02.csv a.jsonl b.csv c.tsv.gz | FOLDER               | 4",
                "/*.csv         | 2026-11-01.csv 2026-11-02.csv b.csv                  | FOLDER-csv           | 1",
                "/2026-11-*.csv | 2026-11-01.csv 2026-11-02.csv                        | 2026-11        | 0",
                "/[ab].*        | a.jsonl b.csv                                        | ab                   | 2",
                "/{b,c}.*       | b.csv c.tsv.gz                                       | b_c                  | 1",
                "/**.json       | deep/deeper/e.json                                   | FOLDER-json          | 1",
                "/*/*.csv       | deep/d.csv                                           | FOLDER-csv           | 0",
                "/**/*.csv      | 2026-11-01.csv 2026-11-02.csv b.csv deep/d.csv       | FOLDER-csv           | 1",
                "/deep/**       | deep/d.csv deep/deeper/e.json                        | deep              | 0",
                "/*.enriched.*  | a.enriched.jsonl                                     | enriched             | 0",
                "/b?csv         | b.csv                                                | b_csv                | 0",
            })
    void namesWhatCanBeReadInTheOrderOfThePaths(String given, String names, String name, int leftOut) {
        FileList list = FileList.find(folder + given).orElseThrow();

        assertThat(list.files())
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly(names.split(" "));
        assertThat(list.name())
                .isEqualTo(name.replace("FOLDER", folder.getFileName().toString()));
        assertThat(list.leftOut()).isEqualTo(leftOut);
    }

    @Test
    void aFileIsNoListEvenIfItsNameLooksLikeAPattern() throws IOException {
        Files.writeString(folder.resolve("rows[1].csv"), "x\n");

        assertThat(FileList.find(folder + "/rows[1].csv")).isEqualTo(Optional.empty());
        assertThat(FileList.find(folder + "/b.csv")).isEmpty();
        assertThat(FileList.find(folder + "/nothing.csv")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/empty       | 66 | holds no file that can be read. Files that can end in: .csv, .tsv",
                "/*.md        | 66 | holds no file that can be read (but 1 other). Files that can end in",
                "/nowhere/*   | 66 | there is no folder",
                "/[a.csv      | 66 | is neither a file nor a pattern",
            })
    void whatHoldsNothingIsRefused(String given, int exit, String message) {
        assertThatThrownBy(() -> FileList.find(folder + given))
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        refused -> assertThat(refused.exitCode().code()).isEqualTo(exit))
                .hasMessageContaining(folder + given)
                .hasMessageContaining(message);
    }

    @Test
    void moreFilesThanARunCanLockAreRefused() throws IOException {
        for (int i = 0; i <= 1_000; i++) {
            Files.writeString(folder.resolve("empty/" + i + ".csv"), "x\n");
        }

        assertThatThrownBy(() -> FileList.find(folder + "/empty"))
                .hasMessageContaining("holds 1,001 files, more than 1,000 in one run")
                .hasMessageContaining("/empty/a*");
    }
}
