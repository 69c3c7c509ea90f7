package io.enricher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import io.enricher.domain.NotNowException;
import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteTreeTest {

    private static final String SECRET = "s3cr3t-t0ken";

    @TempDir
    private Path folder;

    private Path origin;
    private Path state;
    private Git git;
    private RevCommit first;

    @BeforeEach
    void twoCommits() throws Exception {
        origin = folder.resolve("origin.git");
        state = folder.resolve("state");
        Files.createDirectories(origin);
        git = Trees.repository(origin);
        Trees.write(origin, "a.py", "x = 1\n");
        first = Trees.commitAll(git, "one");
        git.tag().setName("v1").setSigned(false).setMessage("annotated").call();
        Trees.write(origin, "b.py", "x = 2\n");
        Trees.commitAll(git, "two");
    }

    @AfterEach
    void close() {
        git.close();
    }

    private SourceTree tree(String... revision) {
        return SourceTree.find(
                new SourceRequest("file://" + origin, Stream.of(revision).findFirst(), List.of(), List.of()));
    }

    private List<String> paths(SourceTree tree) {
        try (SourceSnapshot snapshot = tree.snapshot(state, () -> false)) {
            return Trees.paths(snapshot);
        }
    }

    @Test
    void theDefaultBranchIsClonedWithOneCommitAndForThisUserAlone() throws IOException {
        assertThat(paths(tree())).containsExactly("a.py", "b.py");
        assertThat(tree().name()).isEqualTo("origin");
        Path clone = clones().get(0);
        assertThat(Files.readString(clone.resolve("shallow"))).hasLineCount(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clone)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clone.getParent())))
                .isEqualTo("rwx------");
    }

    private List<Path> clones() throws IOException {
        try (Stream<Path> clones = Files.list(state.resolve("clones"))) {
            return clones.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void aCommitIsClonedByItsDigits() {
        assertThat(paths(tree(first.name()))).containsExactly("a.py");
    }

    @Test
    void tagsBranchesAndCommitsAreFetched() {
        assertThat(paths(tree("v1"))).containsExactly("a.py");
        assertThat(paths(tree("main"))).containsExactly("a.py", "b.py");
        assertThat(paths(tree(first.name()))).containsExactly("a.py");
    }

    @Test
    void whatIsNewIsFetchedIntoTheSamePlace() throws Exception {
        paths(tree());
        Trees.write(origin, "c.py", "x = 3\n");
        Trees.commitAll(git, "three");

        assertThat(paths(tree())).containsExactly("a.py", "b.py", "c.py");
        assertThat(clones()).hasSize(1);
    }

    @Test
    void locksThatADeadProcessLeftInTheCloneDoNotBlockIt() throws Exception {
        paths(tree());
        Path clone = clones().get(0);
        Files.createFile(clone.resolve("shallow.lock"));
        Files.createFile(clone.resolve("config.lock"));
        Trees.write(origin, "c.py", "x = 3\n");
        Trees.commitAll(git, "three");

        assertThat(paths(tree())).containsExactly("a.py", "b.py", "c.py");
    }

    @Test
    void aDamagedCloneIsMadeAgain() throws Exception {
        paths(tree());
        Path clone = clones().get(0);
        Files.createFile(clone.resolve("seen-before"));
        try (Stream<Path> files = Files.walk(clone.resolve("objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                file.toFile().setWritable(true);
                Files.writeString(file, "");
            }
        }

        assertThat(paths(tree())).containsExactly("a.py", "b.py");
        assertThat(clones()).containsExactly(clone);
        assertThat(clone.resolve("seen-before")).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldAsSuch() throws Exception {
        Files.createDirectories(state);
        Files.createFile(state.resolve("clones"));

        assertThatThrownBy(() -> paths(tree()))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot keep a clone of file://" + origin)
                .hasMessageContaining("--enricher.state-dir");
    }

    @Test
    void aCloneThatAnotherWritesIsNotNow() throws Exception {
        paths(tree());
        Path clone = clones().get(0);

        try (CloneLock held = CloneLock.acquire(clone, "another")) {
            assertThatThrownBy(() -> paths(tree())).isInstanceOf(NotNowException.class);
        }
    }

    @Test
    void anUnknownRevisionIsToldWithTheNearestNames() {
        assertThatThrownBy(() -> paths(tree("mian")))
                .isInstanceOf(EnricherException.class)
                .hasMessageContaining("rev=mian")
                .hasMessageContaining("main, v1");
    }

    @Test
    void aStopLeavesNoCloneBehind() throws IOException {
        assertThatThrownBy(() -> tree().snapshot(state, () -> true)).isInstanceOf(CancellationException.class);

        assertThat(Files.exists(state.resolve("clones")) ? clones() : List.of()).isEmpty();
    }

    @Test
    void anOriginWithAMissingObjectIsTold() throws IOException {
        String name = git.getRepository().resolve("HEAD:b.py").name();
        Files.delete(
                origin.resolve(".git/objects").resolve(name.substring(0, 2)).resolve(name.substring(2)));

        assertThatThrownBy(() -> paths(tree()))
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        refused -> assertThat(refused.exitCode().code()).isEqualTo(66))
                .hasMessageContaining("file://" + origin);
        assertThat(clones()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:SECRET@localhost:1/owner/name.git",
                "https://SECRET@localhost:1/owner/name",
                "https://user:SECRET@localhost:1/owner/name/"
            })
    void credentialsAreNeitherShownNorKept(String given) throws IOException {
        SourceTree tree = SourceTree.find(
                new SourceRequest(given.replace("SECRET", SECRET), Optional.empty(), List.of(), List.of()));

        assertThat(tree.name()).isEqualTo("name");
        assertThat(tree.location()).startsWith("https://localhost:1/owner/name");
        assertThat(tree.toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> tree.snapshot(state, () -> false)).satisfies(thrown -> {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains("localhost:1/owner/name").doesNotContain(SECRET);
        });
        assertThat(everythingIn(folder)).doesNotContain(SECRET);
    }

    private static String everythingIn(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file).append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "http://user:s3cr3t-t0ken@example.org/a | input=http://… is not read",
                "git://example.org/a                    | input=git://… is not read",
                "ftp://example.org/a                    | https://, ssh:// and file:// work",
                "ext::sh -c touch% /tmp/x               | can run programs",
                "https://                               | https://, ssh:// and file:// work",
                "ssh://-oProxyCommand=x/a               | host is missing or wrong",
                "https://u:s3cr3t-t0ken@h.org/a?b=c     | has a ?",
                "https:/u:s3cr3t-t0ken@h.org/a/b        | host is missing or wrong",
                "https://s3cr3t-t0ken/x@h.org/a/b       | host is missing or wrong",
            })
    void otherAddressesAreRefusedWithThoseThatWork(String given, String message) {
        assertThat(SourceTree.isRemote(given)).isTrue();
        assertThatThrownBy(() -> SourceTree.find(new SourceRequest(given, Optional.empty(), List.of(), List.of())))
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        refused -> assertThat(refused.exitCode().code()).isEqualTo(2))
                .hasMessageContaining(message)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "git@github.com:owner/name.git, name",
        "ssh://git@example.org:22/~/x/name, name",
        "https://example.org/owner/na%20me.git, na_me",
        "HTTPS://example.org/owner/name, name"
    })
    void addressesThatWorkGiveTheNameOfTheRepository(String given, String name) {
        assertThat(SourceTree.isRemote(given)).isTrue();
        assertThat(SourceTree.find(new SourceRequest(given, Optional.empty(), List.of(), List.of()))
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src", "./src", "C:\\work", "-x", "a:b", "input/a@b.csv", "/a/b"})
    void pathsAreNoAddresses(String given) {
        assertThat(SourceTree.isRemote(given)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commondir", "objects/info/alternates"})
    void aRepositoryThatBorrowsFromAnotherIsNotReadByUrlEither(String file, @TempDir Path other) throws Exception {
        Trees.repository(other).close();
        Path borrowed = other.resolve(file.equals("commondir") ? ".git" : ".git/objects");
        Trees.write(origin, ".git/" + file, borrowed + "\n");

        assertThatThrownBy(this::tree)
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        refused -> assertThat(refused.exitCode().code()).isEqualTo(65))
                .hasMessageContaining("outside of it");
    }

    @Test
    void aFolderWithoutARepositoryIsNotReadByUrl() {
        assertThatThrownBy(() ->
                        SourceTree.find(new SourceRequest("file://" + folder, Optional.empty(), List.of(), List.of())))
                .isInstanceOf(EnricherException.class)
                .hasMessageContaining("there is no git repository at file://");
    }
}
