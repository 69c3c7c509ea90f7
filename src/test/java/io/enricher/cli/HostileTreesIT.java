package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trees that nobody wrote by hand: a run ends in time, says what it left out, and stays within the folder. */
@Timeout(60)
class HostileTreesIT {

    private static final String BRIEF = "recipe=code-doc-brief";
    private static final String OUTPUT = "shop.code-doc-brief";
    private static final String SECRET = "def secret_of_the_neighbour(): return 42\n";

    @TempDir
    private Path folder;

    private CodePlace place;
    private Shop shop;

    @BeforeEach
    void makeAShop() {
        place = new CodePlace(folder);
        shop = Shop.in(folder.resolve("shop"));
    }

    @Test
    void parenthesesWithoutEndDoNotHoldUpTheRest() {
        shop.write("Deep.java", "class Deep { int x = " + "(".repeat(100_000) + "; }\n");

        CommandRun run = place.offline(shop.folder(), BRIEF);

        assertEnded(run);
        assertTheShopIsThere();
    }

    @Test
    void randomBytesAreNoSource() throws IOException {
        byte[] bytes = new byte[1 << 20];
        new Random(7).nextBytes(bytes);
        Files.write(shop.folder().resolve("Noise.java"), bytes);

        CommandRun run = place.offline(shop.folder(), BRIEF);

        assertEnded(run);
        assertThat(run.everything()).contains("1 binary");
        assertTheShopIsThere();
    }

    @Test
    void aBundleOfOneLineIsLeftOut() {
        shop.write("bundle.js", "f(1);".repeat(2 << 20));

        CommandRun run = place.offline(shop.folder(), BRIEF);

        assertEnded(run);
        assertThat(run.out()).contains("1 too large");
        assertThat(CodePlace.texts(place.spans(OUTPUT), "path")).doesNotContain("bundle.js");
        assertTheShopIsThere();
    }

    @Test
    void aSmallBundleOfOneLineIsLeftOutAsWell() {
        shop.write("bundle.js", "f(1);".repeat(2_000));

        CommandRun run = place.offline(shop.folder(), BRIEF);

        assertEnded(run);
        assertThat(run.out()).contains("1 minified");
        assertTheShopIsThere();
    }

    @Test
    void linksLeadNeitherInCirclesNorOut() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("neighbour"));
        Files.writeString(outside.resolve("secret.py"), SECRET);
        Files.createSymbolicLink(shop.folder().resolve("loop"), shop.folder());
        Files.createSymbolicLink(shop.folder().resolve("src/up"), Path.of(".."));
        Files.createSymbolicLink(shop.folder().resolve("out"), outside);
        Files.createSymbolicLink(shop.folder().resolve("stolen.py"), outside.resolve("secret.py"));
        Files.createSymbolicLink(shop.folder().resolve("nowhere.py"), Path.of("nothing"));

        CommandRun run = place.offline(shop.folder(), BRIEF);

        assertEnded(run);
        assertThat(place.spans(OUTPUT)).hasSize(8);
        assertNothingFromOutside();
    }

    @Test
    void aNameMayHoldNewlines() {
        shop.write("two\nlines.py", "def two_lines(value):\n    return value\n");

        CommandRun run = place.offline(shop.folder(), BRIEF);

        assertEnded(run);
        assertThat(CodePlace.texts(place.spans(OUTPUT), "name")).hasSize(9).contains("two_lines");
    }

    @Test
    void aMissingBlobIsCountedAndTheOtherFilesAreRead() throws GitAPIException, IOException {
        ObjectId lost = commitAll("HEAD:src/shop/Line.java");
        String digits = lost.name();
        Files.delete(shop.folder().resolve(".git/objects/" + digits.substring(0, 2) + "/" + digits.substring(2)));

        CommandRun run = place.offline(shop.folder(), BRIEF, "rev=main");

        assertThat(run.showsNoStackTrace()).as(run.everything()).isTrue();
        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.out()).contains("Not read:        1 missing object", "rows=6 ");
    }

    @Test
    void aGitFileThatLeadsElsewhereIsNotFollowed() throws IOException, GitAPIException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("secret.py"), SECRET);
        commitAll(other, "HEAD");
        shop.write(".git", "gitdir: " + other + "/.git\n");

        CommandRun workTree = place.offline(shop.folder(), BRIEF);
        CommandRun revision = place.offline(shop.folder(), BRIEF, "rev=main");

        assertThat(workTree.showsNoStackTrace()).as(workTree.everything()).isTrue();
        assertThat(workTree.exitCode()).as(workTree.everything()).isZero();
        assertThat(revision.showsNoStackTrace()).as(revision.everything()).isTrue();
        assertThat(revision.exitCode()).as(revision.everything()).isEqualTo(2);
        assertNothingFromOutside();
    }

    private ObjectId commitAll(String wanted) throws GitAPIException, IOException {
        return commitAll(shop.folder(), wanted);
    }

    private static ObjectId commitAll(Path root, String wanted) throws GitAPIException, IOException {
        try (Git git =
                Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("all")
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .setSign(false)
                    .call();
            return git.getRepository().resolve(wanted);
        }
    }

    private static void assertEnded(CommandRun run) {
        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(run.showsNoStackTrace()).as(run.everything()).isTrue();
    }

    private void assertTheShopIsThere() {
        assertThat(CodePlace.texts(place.spans(OUTPUT), "name"))
                .contains("total_of", "main", "Line", "Order", "total", "isEmpty");
    }

    private void assertNothingFromOutside() throws IOException {
        Path output = folder.resolve("output");
        if (Files.isDirectory(output)) {
            for (Path file : Workplace.filesIn(output)) {
                assertThat(Files.readString(file)).doesNotContain("secret_of_the_neighbour");
            }
        }
    }
}
