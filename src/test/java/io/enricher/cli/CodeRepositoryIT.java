package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git repositories as inputs: a work tree, a revision, a bare one, a URL. */
class CodeRepositoryIT {

    private static final String BRIEF = "recipe=code-doc-brief";
    private static final String OUTPUT = "shop.code-doc-brief";
    private static final String PASSWORD = "pa55-n0t-t0-be-seen";

    @TempDir
    private Path folder;

    private CodePlace place;
    private Shop shop;
    private Git git;

    @BeforeEach
    void commitAShop() throws GitAPIException {
        place = new CodePlace(folder);
        shop = Shop.in(folder.resolve("shop"));
        git = Git.init()
                .setDirectory(shop.folder().toFile())
                .setInitialBranch("main")
                .call();
        commit("first");
        git.tag().setName("v1").setAnnotated(false).call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void theWorkTreeIsReadAsItIsAndASecondRunCostsNothing() {
        shop.replace("src/shop/Order.java", "long sum = 0;", "long sum = 1;");

        CommandRun run = place.offline(shop.folder(), BRIEF);
        CommandRun second = place.offline(shop.folder(), BRIEF);

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(CodePlace.texts(place.spans(OUTPUT), "text")).anyMatch(text -> text.contains("long sum = 1;"));
        assertThat(second.out()).contains("cached=8", "calls=0");
    }

    @Test
    void aTagIsReadWithoutTouchingTheWorkTree() throws GitAPIException {
        shop.replace("src/shop/Order.java", "long sum = 0;", "long sum = 1;");
        commit("second");
        shop.write("src/shop/Order.java", "not even Java");

        CommandRun run = place.offline(shop.folder(), BRIEF, "rev=v1");
        CommandRun second = place.offline(shop.folder(), BRIEF, "rev=v1");

        assertThat(run.exitCode()).as(run.everything()).isZero();
        assertThat(CodePlace.texts(place.spans(OUTPUT), "text")).anyMatch(text -> text.contains("long sum = 0;"));
        assertThat(second.out()).contains("cached=8", "calls=0");
        assertThat(shop.read("src/shop/Order.java")).isEqualTo("not even Java");
    }

    @Test
    void aBareRepositoryIsReadAndANewCommitIsOneSpan() throws GitAPIException {
        Path bare = bare();
        CommandRun run = place.offline(bare, BRIEF);
        CommandRun second = place.offline(bare, BRIEF);
        changeOneMethod();
        git.push().setRemote(bare.toString()).add("main").call();

        CommandRun third = place.offline(bare, BRIEF);

        assertThat(run.out()).as(run.everything()).contains("enriched=8");
        assertThat(second.out()).contains("cached=8", "calls=0");
        assertThat(third.out()).as(third.everything()).contains("1 of 8 spans changed", "calls=1 ");
    }

    @Test
    void aUrlIsClonedForThisUserAloneAndANewCommitIsOneSpan() throws GitAPIException, IOException {
        String url = "file://" + shop.folder().toAbsolutePath();
        CommandRun run = place.offline(url, BRIEF);
        CommandRun second = place.offline(url, BRIEF);
        changeOneMethod();

        CommandRun third = place.offline(url, BRIEF);

        assertThat(run.out()).as(run.everything()).contains("enriched=8");
        assertThat(second.out()).as(second.everything()).contains("cached=8", "calls=0");
        assertThat(third.out()).as(third.everything()).contains("1 of 8 spans changed", "calls=1 ");
        try (Stream<Path> clones = Files.list(place.stateDirectory().resolve("clones"))) {
            assertThat(clones.filter(Files::isDirectory)).hasSize(1).allSatisfy(clone -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(clone)))
                    .isEqualTo("rwx------"));
        }
    }

    @Test
    void aRevisionThatIsNotThereIsAnErrorThatNamesTheNearest() {
        CommandRun local = place.offline(shop.folder(), BRIEF, "rev=mian");
        CommandRun remote = place.offline("file://" + shop.folder().toAbsolutePath(), BRIEF, "rev=mian");

        assertThat(local.exitCode()).as(local.everything()).isEqualTo(2);
        assertThat(local.err()).contains("mian", "main");
        assertThat(local.showsNoStackTrace()).isTrue();
        assertThat(remote.exitCode()).as(remote.everything()).isEqualTo(2);
        assertThat(remote.err()).contains("mian", "main");
        assertThat(remote.showsNoStackTrace()).isTrue();
    }

    @Test
    void credentialsOfAUrlAreNowhereToBeSeen() throws IOException {
        // Nobody listens there: the error is the one place where a URL is told in full.
        CommandRun unreachable = place.offline(
                "https://user:" + PASSWORD + "@127.0.0.1:1/owner/shop.git", BRIEF, "--logging.level.root=debug");
        CommandRun refused = place.offline(
                "file://user:" + PASSWORD + "@localhost" + shop.folder().toAbsolutePath(), BRIEF);

        assertThat(unreachable.exitCode()).as(unreachable.everything()).isEqualTo(66);
        assertThat(unreachable.everything()).doesNotContain(PASSWORD);
        assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(2);
        assertThat(refused.everything()).doesNotContain(PASSWORD);
        for (Path file : Workplace.filesIn(folder)) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(PASSWORD);
        }
    }

    private void changeOneMethod() throws GitAPIException {
        shop.replace("src/shop/Order.java", "sum += line.price();", "sum += Math.max(0, line.price());");
        commit("second");
    }

    private Path bare() throws GitAPIException {
        Path bare = folder.resolve("bare/shop.git");
        Git.cloneRepository()
                .setURI(shop.folder().toUri().toString())
                .setDirectory(bare.toFile())
                .setBare(true)
                .call()
                .close();
        return bare;
    }

    private void commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("a", "a@example.org")
                .setCommitter("a", "a@example.org")
                .setSign(false)
                .call();
    }
}
