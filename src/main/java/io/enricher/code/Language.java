package io.enricher.code;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The languages that are split into symbols, by file extension. */
public enum Language {
    JAVA("java", "java"),
    PYTHON("python", "py pyi"),
    JAVASCRIPT("javascript", "js jsx mjs cjs"),
    TYPESCRIPT("typescript", "ts mts cts"),
    TSX("tsx", "tsx"),
    GO("go", "go"),
    RUST("rust", "rs"),
    C("c", "c h"),
    CPP("cpp", "cpp cc cxx hpp hh hxx"),
    RUBY("ruby", "rb"),
    CSHARP("csharp", "cs"),
    KOTLIN("kotlin", "kt kts"),
    PHP("php", "php"),
    SCALA("scala", "scala sc");

    /** What no header of C has at the start of a line; {@code extern "C"} is in many of them. */
    private static final Pattern CPP_HEADER =
            Pattern.compile("(?m)^[ \\t]*(?:class|namespace|template|using|public:|private:|protected:)(?:[\\s<]|$)");

    private static final Map<String, Language> BY_EXTENSION = new HashMap<>();

    static {
        for (Language language : values()) {
            for (String extension : language.extensions.split(" ", -1)) {
                BY_EXTENSION.put(extension, language);
            }
        }
    }

    private final String id;
    /** Separated by a blank. */
    private final String extensions;

    Language(String id, String extensions) {
        this.id = id;
        this.extensions = extensions;
    }

    /** Its name in records and prompts, in lower case. */
    public String id() {
        return id;
    }

    /** The language of a file by its name; empty for one that is not split into symbols. */
    public static Optional<Language> ofPath(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }

    /** The language of a file by its name and, for a header, by what is in it. */
    static Optional<Language> of(String path, String text) {
        Optional<Language> language = ofPath(path);
        boolean header = path.toLowerCase(Locale.ROOT).endsWith(".h");
        return header && CPP_HEADER.matcher(text).find() ? Optional.of(CPP) : language;
    }

    /** The name of its query, the resource {@code code/NAME.scm}: TSX is TypeScript with other expressions. */
    String query() {
        return this == TSX ? TYPESCRIPT.id : id;
    }

    /** What stands between the parts of a qualified name. */
    String separator() {
        return switch (this) {
            case RUST, C, CPP, RUBY, PHP -> "::";
            default -> ".";
        };
    }

    /** What stands between a package and what it holds. */
    String packageSeparator() {
        return this == PHP ? "\\" : separator();
    }
}
