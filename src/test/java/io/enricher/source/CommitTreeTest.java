package io.enricher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTreeTest {

    @TempDir
    private Path root;

    private Git git;
    private RevCommit first;
    private RevCommit second;

    @BeforeEach
    void twoCommits() throws Exception {
        git = Trees.repository(root);
        Trees.write(root, "a.py", "x = 1\n");
        Trees.write(root, "src/b.py", "x = 1\n");
        first = Trees.commitAll(git, "one");
        git.tag().setName("v1").setSigned(false).setMessage("annotated").call();
        git.branchCreate().setName("old/release").call();
        Trees.write(root, "a.py", "x = 2\n");
        Trees.write(root, "c.py", "x = 4\n");
        second = Trees.commitAll(git, "two");
        Trees.write(root, "untracked.py", "x = 3\n");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "old/release", "HEAD~1", "FIRST", "SHORT"})
    void anythingThatNamesACommitIsRead(String revision) {
        String given = revision.replace("FIRST", first.name())
                .replace("SHORT", first.abbreviate(8).name());

        try (SourceSnapshot snapshot = Trees.snapshot(Trees.at(root, given))) {
            assertThat(Trees.paths(snapshot)).containsExactly("a.py", "src/b.py");
            assertThat(snapshot.identity()).startsWith("commit " + first.name());
            assertThat(snapshot.description())
                    .isEqualTo("%s at %s"
                            .formatted(root.getFileName(), first.name().substring(0, 7)));
        }
    }

    @Test
    void aFolderOfARepositoryIsReadAloneAtACommitToo() {
        assertThat(Trees.paths(Trees.at(root.resolve("src"), "HEAD"))).containsExactly("b.py");
    }

    @Test
    void aBranchThatMovesAfterItWasFoundIsNotFollowed() throws Exception {
        SourceTree tree = SourceTree.find(Trees.at(root, "main"));
        Trees.commitAll(git, "three");

        try (SourceSnapshot snapshot = tree.snapshot(root, () -> false)) {
            assertThat(snapshot.identity()).startsWith("commit " + second.name());
        }
    }

    @Test
    void anUnknownRevisionIsToldWithTheNearestNames() {
        assertThatThrownBy(() -> SourceTree.find(Trees.at(root, "old/relaese")))
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        refused -> assertThat(refused.exitCode().code()).isEqualTo(2))
                .hasMessageContaining("Did you mean old/release?")
                .hasMessageContaining("main, old/release, v1");
    }

    @Test
    void theConfigurationCannotLeadElsewhere(@TempDir Path other) throws IOException {
        Trees.write(other, "secret.py", "x\n");
        Files.writeString(root.resolve(".git/config"), "[core]\n\tworktree = " + other + "\n");

        assertThat(Trees.paths(Trees.at(root, "HEAD"))).containsExactly("a.py", "c.py", "src/b.py");
        assertThat(Trees.paths(Trees.folder(root))).containsExactly("a.py", "c.py", "src/b.py", "untracked.py");
    }

    @Test
    void objectsOfOtherRepositoriesAreNotRead(@TempDir Path other) throws Exception {
        Trees.repository(other).close();
        Trees.write(root, ".git/objects/info/alternates", other.resolve(".git/objects") + "\n");

        assertThatThrownBy(() -> SourceTree.find(Trees.at(root, "HEAD")))
                .isInstanceOfSatisfying(
                        EnricherException.class,
                        refused -> assertThat(refused.exitCode().code()).isEqualTo(65))
                .hasMessageContaining("git repack -a -d");
    }

    @Test
    void branchesAndObjectsOfAnotherRepositoryAreNotReadByItsCommondir(@TempDir Path other) throws Exception {
        try (Git secret = Trees.repository(other)) {
            Trees.write(other, "secret.py", "x\n");
            Trees.commitAll(secret, "one");
        }
        Files.writeString(root.resolve(".git/commondir"), other.resolve(".git") + "\n");

        assertThat(Trees.paths(Trees.at(root, "HEAD"))).containsExactly("a.py", "c.py", "src/b.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects/ab", "objects/pack/pack-1.pack", "refs/stolen", "packed-refs"})
    void linksThatLeadOutOfARepositoryAreRefused(String place, @TempDir Path other) throws Exception {
        Path target = Files.createDirectories(other.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve(".git").resolve(place), target);

        assertThatThrownBy(() -> SourceTree.find(Trees.at(root, "HEAD")))
                .isInstanceOf(EnricherException.class)
                .hasMessageContaining("outside of it");
    }

    @Test
    void missingObjectsAreCounted() throws IOException {
        delete(git.getRepository().resolve("HEAD:a.py"));
        delete(git.getRepository().resolve("HEAD:src"));

        try (SourceSnapshot snapshot = Trees.snapshot(Trees.at(root, "HEAD"))) {
            assertThat(Trees.paths(snapshot)).containsExactly("c.py");
            assertThat(snapshot.skipped().of(SkipReason.MISSING_OBJECT)).isEqualTo(2);
        }
    }

    @Test
    void damagedBlobsAreCounted() throws IOException {
        Path blob = file(git.getRepository().resolve("HEAD:a.py"));
        Files.delete(blob);
        Files.createFile(blob);

        try (SourceSnapshot snapshot = Trees.snapshot(Trees.at(root, "HEAD"))) {
            assertThat(Trees.paths(snapshot)).containsExactly("c.py", "src/b.py");
            assertThat(snapshot.skipped().of(SkipReason.MISSING_OBJECT)).isEqualTo(1);
        }
    }

    private void delete(ObjectId object) throws IOException {
        Files.delete(file(object));
    }

    private Path file(ObjectId object) {
        String name = object.name();
        return root.resolve(".git/objects").resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    @Test
    void aMissingCommitIsTold() throws IOException {
        delete(second);

        assertThatThrownBy(() -> SourceTree.find(Trees.at(root, "HEAD")))
                .isInstanceOf(EnricherException.class)
                .hasMessageContaining(root.getFileName().toString());
    }

    @Test
    void linksSubmodulesAndNamesThatLeadOutAreCounted() throws IOException {
        try (ObjectInserter objects = git.getRepository().newObjectInserter()) {
            ObjectId blob = objects.insert(Constants.OBJ_BLOB, "x\n".getBytes(StandardCharsets.UTF_8));
            TreeFormatter inner = new TreeFormatter();
            inner.append("secret.py", FileMode.REGULAR_FILE, blob);
            TreeFormatter tree = new TreeFormatter();
            tree.append("..", FileMode.TREE, objects.insert(inner));
            tree.append(".git", FileMode.REGULAR_FILE, blob);
            tree.append("a\n.py", FileMode.EXECUTABLE_FILE, blob);
            tree.append("b.py", FileMode.SYMLINK, blob);
            tree.append("c.py", FileMode.GITLINK, first);
            String name = commit(objects, objects.insert(tree));

            try (SourceSnapshot snapshot = Trees.snapshot(Trees.at(root, name))) {
                assertThat(Trees.paths(snapshot)).containsExactly("a\\u000A.py");
                assertThat(snapshot.skipped().text()).isEqualTo("1 symlink, 1 submodule, 2 bad_name");
            }
        }
    }

    private static String commit(ObjectInserter objects, ObjectId tree) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setAuthor(new PersonIdent("a", "a@example.org"));
        commit.setCommitter(new PersonIdent("a", "a@example.org"));
        commit.setMessage("hostile");
        String name = objects.insert(commit).name();
        objects.flush();
        return name;
    }

    @ParameterizedTest
    @CsvSource({"d, 999, 1000", "dddddddddddddddd, 239, 240"})
    void treesThatAreTooDeepAreCountedAndNotEntered(String folder, int deepest, int tooDeep) throws IOException {
        try (ObjectInserter objects = git.getRepository().newObjectInserter()) {
            String within = commit(objects, nested(objects, folder, deepest));
            String beyond = commit(objects, nested(objects, folder, tooDeep));

            try (SourceSnapshot snapshot = Trees.snapshot(Trees.at(root, within))) {
                assertThat(Trees.paths(snapshot)).hasSize(2);
                assertThat(snapshot.skipped().of(SkipReason.BAD_NAME)).isZero();
            }
            try (SourceSnapshot snapshot = Trees.snapshot(Trees.at(root, beyond))) {
                assertThat(Trees.paths(snapshot)).containsExactly("a.py");
                assertThat(snapshot.skipped().of(SkipReason.BAD_NAME)).isEqualTo(1);
            }
        }
    }

    /** One file at the top and one below so many folders. */
    private static ObjectId nested(ObjectInserter objects, String folder, int folders) throws IOException {
        ObjectId blob = objects.insert(Constants.OBJ_BLOB, "x\n".getBytes(StandardCharsets.UTF_8));
        TreeFormatter inmost = new TreeFormatter();
        inmost.append("a_file_of_some_length.py", FileMode.REGULAR_FILE, blob);
        ObjectId tree = objects.insert(inmost);
        for (int i = 1; i < folders; i++) {
            TreeFormatter outer = new TreeFormatter();
            outer.append(folder, FileMode.TREE, tree);
            tree = objects.insert(outer);
        }
        TreeFormatter top = new TreeFormatter();
        top.append("a.py", FileMode.REGULAR_FILE, blob);
        top.append(folder, FileMode.TREE, tree);
        return objects.insert(top);
    }

    @Test
    void aRepositoryInsideIsNotPartOfTheFolder() throws Exception {
        Path inner = Files.createDirectories(root.resolve("inner"));
        Trees.repository(inner).close();
        Trees.write(inner, "d.py", "x\n");

        try (SourceSnapshot snapshot = Trees.snapshot(Trees.folder(root))) {
            assertThat(Trees.paths(snapshot)).doesNotContain("inner/d.py").contains("untracked.py");
            assertThat(snapshot.skipped().of(SkipReason.SUBMODULE)).isEqualTo(1);
        }
    }

    @Test
    void aBareRepositoryIsReadAtItsHead(@TempDir Path elsewhere) throws Exception {
        Path bare = elsewhere.resolve("proj.git");
        Git.cloneRepository()
                .setBare(true)
                .setURI(root.toUri().toString())
                .setDirectory(bare.toFile())
                .call()
                .close();

        SourceTree tree = SourceTree.find(Trees.folder(bare));

        assertThat(tree.name()).isEqualTo("proj");
        assertThat(Trees.paths(Trees.folder(bare))).isEqualTo(List.of("a.py", "c.py", "src/b.py"));
    }
}
