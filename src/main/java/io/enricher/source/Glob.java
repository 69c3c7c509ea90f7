package io.enricher.source;

import io.enricher.domain.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A pattern as in {@code .gitignore}: without {@code /} it matches the names of files and folders at any depth, with one
 * the path from the root; {@code **} crosses folders; what matches a folder matches all below.
 */
final class Glob {

    private static final Pattern ANYTHING = Pattern.compile("\\*+");
    private static final Pattern ANY_OF_A_KIND = Pattern.compile("\\*+\\.[\\p{L}\\p{N}]+");

    private final FastIgnoreRule rule;
    private final List<String> parts;

    private Glob(FastIgnoreRule rule, List<String> parts) {
        this.rule = rule;
        this.parts = parts;
    }

    /**
     * @param parameter the job parameter it was given in
     * @throws UsageException if it can match nothing
     */
    static Glob parse(String parameter, String text) {
        if (text.startsWith("!") || text.startsWith("#")) {
            throw new UsageException("%s=%s: a glob cannot begin with %s; exclude= takes what include= must not"
                    .formatted(parameter, text, text.charAt(0)));
        }
        if (text.contains("{")) {
            throw new UsageException("%s=%s: braces are not known in globs; write one glob for each, as in %s=*.py,*.go"
                    .formatted(parameter, text, parameter));
        }
        if (text.chars().filter(c -> c == '[').count()
                > text.chars().filter(c -> c == ']').count()) {
            throw new UsageException("%s=%s: a bracket is not closed".formatted(parameter, text));
        }
        FastIgnoreRule rule = new FastIgnoreRule(text);
        if (rule.isEmpty()) {
            throw new UsageException(
                    "%s=%s is not a glob such as src/, *.py or src/**/*.py".formatted(parameter, text));
        }
        return new Glob(
                rule,
                Arrays.stream(text.split("/", -1))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    boolean matches(String path) {
        return rule.isMatch(path, false);
    }

    /** Whether it asks for this file, by its name or at least its kind, and not only for a folder above it. */
    boolean asksForKind(String path) {
        return !ANYTHING.matcher(last()).matches() && rule.isMatch(path, false, true);
    }

    /** Whether it asks for this very file, or for a pattern that says more than a kind. */
    boolean asksForFile(String path) {
        return asksForKind(path) && !ANY_OF_A_KIND.matcher(last()).matches();
    }

    /** Whether it spells the name of a file or folder on the path. */
    boolean spells(String name) {
        return parts.contains(name);
    }

    /** Whether it asks for hidden files or folders. */
    boolean spellsHidden() {
        return parts.stream().anyMatch(part -> part.startsWith("."));
    }

    private String last() {
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }
}
