package io.enricher.source;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which files are read, by their names. {@code include=} narrows, and reaches what is left out otherwise only where it
 * says so: {@code *.md} brings documentation, {@code *_pb2.py} generated files, {@code vendor/} or {@code .github/} such a
 * folder. {@code src/} or {@code *.py} bring none of it, because what they bring is paid for.
 */
final class FileFilter {

    private final List<String> includeTexts;
    private final List<String> excludeTexts;
    private final List<Glob> include;
    private final List<Glob> exclude;

    /** @throws io.enricher.domain.UsageException if a glob is none */
    FileFilter(SourceRequest request) {
        this.includeTexts = request.include();
        this.excludeTexts = request.exclude();
        this.include =
                includeTexts.stream().map(text -> Glob.parse("include", text)).toList();
        this.exclude =
                excludeTexts.stream().map(text -> Glob.parse("exclude", text)).toList();
    }

    /** @param path relative to the root, with {@code /} */
    Optional<SkipReason> reasonAgainst(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean left = include.isEmpty() || asked(path, glob -> true);
        if (!left || exclude.stream().anyMatch(glob -> glob.matches(path))) {
            return Optional.of(SkipReason.EXCLUDED);
        }
        Optional<String> vendored = FileKinds.vendoredFolder(path);
        if (vendored.isPresent() && !asked(path, glob -> glob.spells(vendored.get()))) {
            return Optional.of(SkipReason.VENDORED);
        }
        if (FileKinds.isHidden(path) && !asked(path, Glob::spellsHidden)) {
            return Optional.of(SkipReason.HIDDEN);
        }
        if (FileKinds.isGenerated(name) && !allowsGenerated(path)) {
            return Optional.of(SkipReason.GENERATED);
        }
        if (FileKinds.isMinified(name)) {
            return Optional.of(SkipReason.MINIFIED);
        }
        return FileKinds.isSource(name) || asked(path, glob -> glob.asksForKind(path))
                ? Optional.empty()
                : Optional.of(SkipReason.OTHER_KIND);
    }

    boolean allowsGenerated(String path) {
        return asked(path, glob -> glob.asksForFile(path));
    }

    private boolean asked(String path, Predicate<Glob> way) {
        return include.stream().anyMatch(glob -> glob.matches(path) && way.test(glob));
    }

    /** For the identity of a run. */
    String text() {
        return "include=" + includeTexts + " exclude=" + excludeTexts;
    }
}
