package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process may be killed between any two steps of the swap. */
class PageFolderTest {

    @TempDir
    Path folder;

    private Path docs;
    private Path fresh;
    private Path old;
    private FinishedPart part;

    @BeforeEach
    void sealNewPages() {
        docs = folder.resolve("shop.docs");
        fresh = folder.resolve("shop.docs.new");
        old = folder.resolve("shop.docs.old");
        part = PageSamples.seal(docs, PageSamples.COLUMNS, List.of(MarkdownPagesTest.row("new.java", "New")));
    }

    /** What is on the disk when a process is killed. */
    enum Killed {
        BEFORE_THE_MARKER {
            @Override
            void leave(PageFolderTest test) throws IOException {
                pages(test.docs, "old.java");
                Files.createDirectory(test.fresh);
            }
        },
        WHILE_PAGES_ARE_WRITTEN {
            @Override
            void leave(PageFolderTest test) throws IOException {
                pages(test.docs, "old.java");
                pages(test.fresh, "half.java");
            }
        },
        WITH_THE_OLD_ONES_MOVED_ASIDE {
            @Override
            void leave(PageFolderTest test) throws IOException {
                pages(test.old, "old.java");
                pages(test.fresh, "new.java");
            }
        },
        WITH_THE_NEW_ONES_IN_PLACE {
            @Override
            void leave(PageFolderTest test) throws IOException {
                pages(test.docs, "new.java");
                pages(test.old, "old.java");
            }
        },
        WITH_THE_OLD_ONES_HALF_DELETED {
            @Override
            void leave(PageFolderTest test) throws IOException {
                pages(test.docs, "new.java");
                pages(test.old, "old.java");
                Files.delete(test.old.resolve("old.java.md"));
            }
        },
        WITH_ALL_BUT_THE_FOLDER_OF_THE_OLD_ONES_DELETED {
            @Override
            void leave(PageFolderTest test) throws IOException {
                pages(test.docs, "new.java");
                Files.createDirectory(test.old);
            }
        },
        WITH_THE_PART_LEFT {
            @Override
            void leave(PageFolderTest test) {
                pages(test.docs, "new.java");
            }
        },
        IN_THE_FIRST_RUN {
            @Override
            void leave(PageFolderTest test) {
                pages(test.fresh, "new.java");
            }
        };

        abstract void leave(PageFolderTest test) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void nextProcessFinishesWhatAKilledOneBegan(Killed killed) throws IOException {
        killed.leave(this);

        OutputFormat.MARKDOWN.publish(part);

        assertThat(namesIn(folder)).containsExactly("shop.docs");
        assertThat(namesIn(docs)).containsExactly(".enricher-docs", "index.md", "new.java.md");
    }

    @Test
    void pagesThatWereMovedAsideAreBackWhenTheNewOnesCannotBeMade() throws IOException {
        Killed.WITH_THE_OLD_ONES_MOVED_ASIDE.leave(this);
        Files.writeString(part.part(), "no rows");

        assertThatThrownBy(() -> OutputFormat.MARKDOWN.publish(part)).isInstanceOf(OutputException.class);

        assertThat(namesIn(folder)).containsExactly("shop.docs", "shop.docs.part");
        assertThat(namesIn(docs)).contains("old.java.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.docs", "shop.docs.new", "shop.docs.old"})
    void foldersOfOthersInAnyOfThePlacesAreNotTouched(String name) throws IOException {
        Path precious =
                Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("index.md"), "years of work");

        assertThatThrownBy(() -> OutputFormat.MARKDOWN.publish(part))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(folder.resolve(name) + " holds something else");

        assertThat(precious).hasContent("years of work");
        assertThat(part.part()).hasSize(part.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.docs.new", "shop.docs.old"})
    void linkInThePlaceOfAFolderIsNotFollowed(String name) throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        pages(elsewhere, "old.java");
        Files.createSymbolicLink(folder.resolve(name), elsewhere);

        assertThatThrownBy(() -> OutputFormat.MARKDOWN.publish(part)).isInstanceOf(OutputException.class);

        assertThat(namesIn(elsewhere)).contains("old.java.md");
    }

    @Test
    void linkToNothingIsRefused() throws IOException {
        Files.createSymbolicLink(docs, folder.resolve("nothing"));

        assertThatThrownBy(() -> OutputFormat.MARKDOWN.publish(part)).isInstanceOf(OutputException.class);

        assertThat(docs).isSymbolicLink();
    }

    @Test
    void linkInOldPagesIsRemovedWithoutWhatItLeadsTo() throws IOException {
        pages(docs, "old.java");
        Path precious =
                Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("thesis"), "years");
        Files.createSymbolicLink(docs.resolve("mine"), precious.getParent());

        OutputFormat.MARKDOWN.publish(part);

        assertThat(precious).hasContent("years");
        assertThat(namesIn(docs)).doesNotContain("mine");
    }

    /** Made elsewhere, so that the part of the run stays as it is. */
    private static void pages(Path place, String source) {
        try {
            Path made = place.resolveSibling("made");
            PageSamples.publish(made, MarkdownPagesTest.row(source, "Any"));
            Files.move(made, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
