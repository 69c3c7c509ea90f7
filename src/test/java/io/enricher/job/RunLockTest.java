package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.NotNowException;
import io.enricher.domain.OutputException;
import io.enricher.output.LockFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RunLockTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("deep/er/.rows.lock");
    }

    @Test
    void theFileNamesTheHolderAndItsProgressAndGoesWithTheLock() throws IOException {
        try (RunLock lock = acquire(Duration.ZERO)) {
            lock.progress("a rather long line of progress");
            lock.progress("40%");

            assertThat(Files.readString(file))
                    .matches("pid " + ProcessHandle.current().pid() + ", running since 20[-0-9T:]+Z, 40%\n");
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void whoeverFindsItHeldIsToldByWhomAndHowFar() {
        try (RunLock lock = acquire(Duration.ZERO)) {
            lock.progress("40%");

            assertThatThrownBy(() -> acquire(Duration.ZERO))
                    .isInstanceOf(NotNowException.class)
                    .hasMessageContaining("rows.csv")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid() + ", running since ")
                    .hasMessageContaining("40%")
                    .hasMessageContaining("--enricher.lock-wait=1h");
        }
    }

    @Test
    void aFileThatADeadProcessLeftIsNoLock() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "pid 4711, running since 2026-11-01T02:00:00Z, a long line of progress that was 99%\n");

        try (RunLock lock = acquire(Duration.ZERO)) {
            assertThat(Files.readString(file)).doesNotContain("4711", "99%");
        }
    }

    /** /dev/full is a disk without space. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgressThatCannotBeWrittenIsComplainedOfOnceAndFailsNobody(CapturedOutput console) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of("/dev/full"));

        try (RunLock lock = acquire(Duration.ZERO)) {
            lock.progress("40%");
            lock.progress("50%");
        }

        assertThat(console.getAll()).containsOnlyOnce("does not tell how far the run is");
        assertThat(Path.of("/dev/full")).exists();
    }

    @Test
    void anotherProcessCannotTakeAHeldLock() throws Exception {
        try (RunLock lock = acquire(Duration.ZERO)) {
            assertThat(lockedByAnotherProcess()).isFalse();
        }
        assertThat(lockedByAnotherProcess()).isTrue();
    }

    @Test
    void aPatientStartGetsTheLockWhenTheHolderEnds() throws Exception {
        ExecutorService waiter = Executors.newSingleThreadExecutor();
        try {
            RunLock first = acquire(Duration.ZERO);
            Future<RunLock> second = waiter.submit(() -> acquire(Duration.ofSeconds(30)));
            assertThat(second.isDone()).isFalse();
            first.close();

            try (RunLock lock = second.get(30, TimeUnit.SECONDS)) {
                assertThat(file).exists();
            }
        } finally {
            waiter.shutdownNow();
        }
    }

    @Test
    void aLockOnAFileThatItsFormerHolderDeletedMeanwhileDoesNotCount() throws IOException {
        // The former holder deletes the path right after this process opened it: the race of close and acquire.
        RunLock first = acquire(Duration.ZERO);
        try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE)) {
            first.close();
            try (RunLock second = acquire(Duration.ZERO)) {
                assertThat(opened.tryLock()).as("lock on the deleted file").isNotNull();
                assertThatThrownBy(() -> acquire(Duration.ZERO)).isInstanceOf(NotNowException.class);
            }
        }
    }

    @Test
    void manyThatComeAndGoNeverHoldItTogether() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService crowd = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> comers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                comers.add(() -> comeAndGo(holders, most));
            }
            int got = 0;
            for (Future<Integer> result : crowd.invokeAll(comers)) {
                got += result.get();
            }

            assertThat(most).hasValue(1);
            assertThat(got).isPositive();
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithItsName() throws IOException {
        Files.writeString(folder.resolve("deep"), "a file where a folder should be");

        assertThatThrownBy(() -> acquire(Duration.ZERO))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNothingCanBeMadeNobodyElseIsSaidToBeAtWork() {
        for (Path place : List.of(Path.of("/proc/.rows.lock"), Path.of("/proc/deeper/.rows.lock"))) {
            assertThatThrownBy(() -> RunLock.acquire(lockOf(place), LockWait.upTo(Duration.ZERO)))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("nothing can be made there")
                    .hasMessageEndingWith("choose another place with output=…");
        }
    }

    private static LockFile lockOf(Path file) {
        return new LockFile(file, "output/rows.csv", "output=…");
    }

    private RunLock acquire(Duration patience) {
        return RunLock.acquire(lockOf(file), LockWait.upTo(patience));
    }

    private int comeAndGo(AtomicInteger holders, AtomicInteger most) {
        int got = 0;
        for (int i = 0; i < 25; i++) {
            got += tryOnce(i, holders, most) ? 1 : 0;
        }
        return got;
    }

    private boolean tryOnce(int round, AtomicInteger holders, AtomicInteger most) {
        try (RunLock lock = acquire(Duration.ZERO)) {
            most.accumulateAndGet(holders.incrementAndGet(), Math::max);
            lock.progress("round " + round);
            holders.decrementAndGet();
            return true;
        } catch (NotNowException e) {
            return false;
        }
    }

    private boolean lockedByAnotherProcess() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockTaker.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        if (!other.waitFor(60, TimeUnit.SECONDS)) {
            other.destroyForcibly();
            throw new AssertionError("the other process did not end");
        }
        return other.exitValue() == 0;
    }

    /** A process that tries to take a lock: exit code 0 if it got it, 75 if it is held. */
    static final class LockTaker {

        private LockTaker() {}

        public static void main(String[] args) {
            try (RunLock lock = RunLock.acquire(lockOf(Path.of(args[0])), LockWait.upTo(Duration.ZERO))) {
                System.exit(0);
            } catch (NotNowException e) {
                System.exit(75);
            }
        }
    }
}
