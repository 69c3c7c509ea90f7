package io.enricher.job;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.output.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The folder of the embedded database and of the lock on it. Made, and locked, before anything opens the database; with
 * PostgreSQL there is nothing in it to lock.
 */
public final class StateDirectory implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, AutoCloseable {

    private static final String SETTING = "enricher.state-dir";
    private static final String LOCK_WAIT = "enricher.lock-wait";

    private static final Pattern SHARED_H2 = Pattern.compile(
            "^jdbc:h2:(tcp:|ssl:|.*;\\s*auto_server\\s*=\\s*(true|t|yes|y|1)\\b)", Pattern.CASE_INSENSITIVE);

    private Path path = Path.of("");
    private boolean isNew;
    private List<String> configurationFiles = List.of();
    private LockWait wait = LockWait.upTo(Duration.ZERO);
    private Optional<RunLock> lock = Optional.empty();

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        path = Path.of(environment.getProperty(SETTING, ".enricher"))
                .toAbsolutePath()
                .normalize();
        isNew = !Files.exists(path);
        configurationFiles = configurationFiles(environment);
        make();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("absolute state directory", Map.of(SETTING, path.toString())));
        wait = LockWait.upTo(patience(environment));
        String url = environment.getProperty("spring.datasource.url", "");
        refuseShared(url);
        if (url.startsWith("jdbc:h2:file:")) {
            lock = Optional.of(RunLock.acquire(
                    new LockFile(path.resolve("run.lock"), "the state directory " + path, "--enricher.state-dir=…"),
                    wait));
        }
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    /** Whether it was made by this process. */
    public boolean isNew() {
        return isNew;
    }

    /** The configuration files outside the jar that were read. */
    public List<String> configurationFiles() {
        return configurationFiles;
    }

    /** What is left of the time to wait for locks, the one on this directory included. */
    LockWait lockWait() {
        return wait;
    }

    /** Lets those who find the state locked see how far the run is. */
    public void progress(String text) {
        lock.ifPresent(held -> held.progress(text));
    }

    @Override
    public void close() {
        lock.ifPresent(RunLock::close);
        lock = Optional.empty();
    }

    /** Read here, as settings are bound only when the database is open. */
    private static Duration patience(ConfigurableEnvironment environment) {
        String text = environment.getProperty(LOCK_WAIT, "0s");
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    LOCK_WAIT + " must be a duration such as 30s or 1h, but is " + text, e);
        }
    }

    /** An H2 that serves several processes has no file lock to tell them that another run is at work. */
    private static void refuseShared(String url) {
        if (SHARED_H2.matcher(url).find()) {
            throw new InvalidConfigurationException(
                    "spring.datasource.url opens an H2 database to several processes (tcp:,"
                            + " ssl: or AUTO_SERVER), which would let two runs work on the same rows. Use a file of one process"
                            + " (jdbc:h2:file:…), or PostgreSQL (jdbc:postgresql:…) to share one");
        }
    }

    private void make() {
        try {
            if (isNew) {
                Files.createDirectories(path);
                if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw unusable("cannot be made: " + e.getMessage(), e);
        }
        if (!Files.isDirectory(path)) {
            throw unusable("is a file", null);
        }
        if (!Files.isWritable(path)) {
            throw unusable("may not be written by this user", null);
        }
    }

    private InvalidConfigurationException unusable(String why, @Nullable IOException cause) {
        String message = "the state directory " + path + " " + why + ". Choose another with --" + SETTING + "=…";
        return cause == null
                ? new InvalidConfigurationException(message)
                : new InvalidConfigurationException(message, cause);
    }

    static List<String> configurationFiles(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(PropertySource::getName)
                .filter(name -> name.startsWith("Config resource 'file"))
                .map(name -> name.replaceFirst("Config resource 'file \\[([^]]*)]'.*", "$1"))
                .distinct()
                .toList();
    }
}
