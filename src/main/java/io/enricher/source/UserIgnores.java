package io.enricher.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of what this user wants ignored everywhere: {@code core.excludesFile}, or git's default for it. */
final class UserIgnores {

    private static final Logger LOG = LoggerFactory.getLogger(UserIgnores.class);

    private UserIgnores() {}

    /** It need not exist; that it is often a link to a folder of dot files is the user's own doing. */
    static Path file() {
        Path file = named();
        try {
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            return file;
        }
    }

    private static Path named() {
        Path home = Path.of(System.getProperty("user.home", ""));
        return configured()
                .map(name -> name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name))
                .orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .orElse(home.resolve(".config"))
                        .resolve("git")
                        .resolve("ignore"));
    }

    private static Optional<String> configured() {
        try {
            @Nullable String name = SystemReader.getInstance().getUserConfig().getString("core", null, "excludesFile");
            return Optional.ofNullable(name);
        } catch (IOException | ConfigInvalidException e) {
            LOG.warn("the git configuration of this user cannot be read: {}", Trouble.words(e));
            return Optional.empty();
        }
    }
}
