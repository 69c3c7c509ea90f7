package io.enricher.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What git would ignore in a folder: its own {@code .gitignore} has the first word, then those of the folders above.
 * Paths are relative to the root of the repository, with {@code /}.
 */
final class IgnoreRules {

    static final IgnoreRules NONE = new IgnoreRules("", new IgnoreNode(), null);

    /** For the inside of an ignored folder. */
    static final IgnoreRules EVERYTHING = new IgnoreRules("", new IgnoreNode(List.of(new FastIgnoreRule("*"))), null);

    private static final Logger LOG = LoggerFactory.getLogger(IgnoreRules.class);

    /** More of them in one segment take minutes to match against a long name. */
    private static final int MOST_STARS = 5;

    private static final int LONGEST_RULE = 4_096;
    private static final int SHOWN = 100;

    private final String folder;
    private final IgnoreNode own;
    private final @Nullable IgnoreRules above;

    private IgnoreRules(String folder, IgnoreNode own, @Nullable IgnoreRules above) {
        this.folder = folder;
        this.own = own;
        this.above = above;
    }

    /** @param path of a folder, ends with {@code /}; empty for the root */
    IgnoreRules within(String path, Path folderOnDisk) {
        return this == EVERYTHING ? this : with(path, folderOnDisk.resolve(".gitignore"));
    }

    /** These, overruled by the rules in a file, if it is there. */
    IgnoreRules with(String path, Path file) {
        return read(file).map(node -> new IgnoreRules(path, node, this)).orElse(this);
    }

    boolean ignoreFile(String path) {
        return ignore(path, false);
    }

    boolean ignoreFolder(String path) {
        return ignore(path, true);
    }

    private boolean ignore(String path, boolean isFolder) {
        for (IgnoreRules rules = this; rules != null; rules = rules.above) {
            Boolean ignored = rules.own.checkIgnored(path.substring(rules.folder.length()), isFolder);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }

    private static Optional<IgnoreNode> read(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            String rules = SmallFile.read(file)
                    .lines()
                    .filter(line -> !isSlow(file, line))
                    .collect(Collectors.joining("\n"));
            IgnoreNode node = new IgnoreNode();
            node.parse(file.toString(), new ByteArrayInputStream(rules.getBytes(StandardCharsets.UTF_8)));
            return Optional.of(node);
        } catch (IOException e) {
            LOG.warn("{} cannot be read ({}); nothing is ignored because of it", file, Trouble.words(e));
            return Optional.empty();
        }
    }

    private static boolean isSlow(Path file, String line) {
        boolean slow = !line.startsWith("#") && (line.length() > LONGEST_RULE || mostStars(line) > MOST_STARS);
        if (slow) {
            String start = line.substring(0, Math.min(line.length(), SHOWN));
            LOG.warn("{}: a rule that is so long or has so many * is not followed: {}", file, PathText.of(start));
        }
        return slow;
    }

    /** In one segment; two beside each other are two for git's own matcher as well. */
    private static int mostStars(String line) {
        int most = 0;
        int stars = 0;
        for (int i = 0; i < line.length(); i++) {
            stars = line.charAt(i) == '/' ? 0 : line.charAt(i) == '*' ? stars + 1 : stars;
            most = Math.max(most, stars);
        }
        return most;
    }
}
