package io.enricher.source;

import io.enricher.code.Language;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the names of files say. Read are the languages that are split into symbols, and as windows of lines scripts, build
 * files and languages without a grammar here; documentation, data and configuration (md, txt, json, xml, yml, csv, svg)
 * are not source. Folders such as {@code dist}, {@code build} and {@code target} are left to {@code .gitignore}: many a
 * project has code of its own in them.
 */
final class FileKinds {

    private static final Set<String> READ_AS_LINES = Set.of(
            ("sh bash zsh fish ps1 psm1 bat cmd sql swift lua pl pm r jl dart ex exs erl hrl hs clj cljs cljc groovy gradle"
                            + " proto thrift graphql vue svelte m mm f90 f95 ml mli fs fsx vb elm nim zig cu cuh sol tf awk"
                            + " tcl lisp el scm asm s cmake mk d pas ada adb cob cbl")
                    .split(" ", -1));

    private static final Set<String> READ_BY_NAME =
            Set.of("makefile", "dockerfile", "jenkinsfile", "rakefile", "gemfile", "vagrantfile", "justfile");

    private static final Set<String> VENDORED = Set.of(
            "node_modules",
            "bower_components",
            "jspm_packages",
            "third_party",
            "third-party",
            "thirdparty",
            "venv",
            ".venv",
            "virtualenv",
            "site-packages",
            "__pypackages__",
            "Pods",
            "Carthage");

    private static final Pattern GENERATED = Pattern.compile(
            ".*(\\.pb\\.(go|cc|h|swift)|\\.pb\\.gw\\.go|_pb2(_grpc)?\\.pyi?|_pb\\.(js|d\\.ts|rb)|\\.g\\.(dart|cs)"
                    + "|\\.freezed\\.dart|\\.designer\\.(cs|vb)|\\.generated\\.[a-z]+|\\.lock)"
                    + "|zz_generated.*|package-lock\\.json|npm-shrinkwrap\\.json|pnpm-lock\\.yaml|go\\.sum",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern MINIFIED =
            Pattern.compile(".*[.-]min\\.(js|mjs|cjs|css)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private FileKinds() {}

    static boolean isSource(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String extension = lower.substring(lower.lastIndexOf('.') + 1);
        return Language.ofPath(name).isPresent()
                || READ_BY_NAME.contains(lower)
                || (READ_AS_LINES.contains(extension) && lower.lastIndexOf('.') > 0);
    }

    static boolean isGenerated(String name) {
        return GENERATED.matcher(name).matches();
    }

    static boolean isMinified(String name) {
        return MINIFIED.matcher(name).matches();
    }

    /** The folder on a path that holds other people's code. */
    static Optional<String> vendoredFolder(String path) {
        boolean ownSources = false;
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            // A vendor below src is one of the trade.
            if (VENDORED.contains(parts[i]) || (parts[i].equals("vendor") && !ownSources)) {
                return Optional.of(parts[i]);
            }
            ownSources |= parts[i].equals("src");
        }
        return Optional.empty();
    }

    static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }
}
