package io.enricher.code;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each language makes of modifiers, names and places. */
final class VisibilityRules {

    private VisibilityRules() {}

    /**
     * @param enclosing what the declaration stands directly in; null at the top of the file
     * @param section   the word of the {@code private:} it stands under; empty if there is none
     * @param exported  whether its module exports it, or exports nothing at all
     */
    static Visibility of(
            Language language,
            Declaration declaration,
            @Nullable SymbolKind enclosing,
            String section,
            boolean exported) {
        if (enclosing != null && !enclosing.isType()) {
            return Visibility.PRIVATE;
        }
        return switch (language) {
            case JAVA -> said(declaration, javaDefault(declaration, enclosing));
            case CSHARP -> said(declaration, csharpDefault(enclosing));
            case KOTLIN, SCALA, PHP -> said(declaration, Visibility.PUBLIC);
            case JAVASCRIPT, TYPESCRIPT, TSX -> scripted(declaration, enclosing, exported);
            case PYTHON -> underscored(declaration.name());
            case GO -> capitalised(declaration.name());
            case RUST -> rust(declaration, enclosing, section);
            case C -> isStatic(declaration) ? Visibility.PRIVATE : Visibility.PUBLIC;
            case CPP -> cpp(declaration, enclosing, section);
            case RUBY -> said(declaration, meaning(section).orElse(Visibility.PUBLIC));
        };
    }

    private static Visibility said(Declaration declaration, Visibility otherwise) {
        return declaration.modifiers().stream()
                .flatMap(word -> meaning(word).stream())
                .findFirst()
                .orElse(otherwise);
    }

    private static Optional<Visibility> meaning(String word) {
        // Scala qualifies the word: private[this], protected[io].
        return switch (word.replaceFirst("[\\[:].*", "").strip()) {
            case "public" -> Optional.of(Visibility.PUBLIC);
            case "protected" -> Optional.of(Visibility.PROTECTED);
            case "internal" -> Optional.of(Visibility.INTERNAL);
            case "private" -> Optional.of(Visibility.PRIVATE);
            default -> Optional.empty();
        };
    }

    private static Visibility javaDefault(Declaration declaration, @Nullable SymbolKind enclosing) {
        if (enclosing == SymbolKind.INTERFACE || enclosing == SymbolKind.ANNOTATION) {
            return Visibility.PUBLIC;
        }
        boolean enumConstructor = enclosing == SymbolKind.ENUM && declaration.kind() == SymbolKind.CONSTRUCTOR;
        return enumConstructor ? Visibility.PRIVATE : Visibility.INTERNAL;
    }

    private static Visibility csharpDefault(@Nullable SymbolKind enclosing) {
        if (enclosing == null) {
            return Visibility.INTERNAL;
        }
        return enclosing == SymbolKind.INTERFACE ? Visibility.PUBLIC : Visibility.PRIVATE;
    }

    private static Visibility scripted(Declaration declaration, @Nullable SymbolKind enclosing, boolean exported) {
        if (declaration.name().startsWith("#")) {
            return Visibility.PRIVATE;
        }
        boolean reachable = exported || (enclosing != null && enclosing != SymbolKind.MODULE);
        return said(declaration, reachable ? Visibility.PUBLIC : Visibility.INTERNAL);
    }

    private static Visibility underscored(String name) {
        boolean dunder = name.startsWith("__") && name.endsWith("__");
        return name.startsWith("_") && !dunder ? Visibility.PRIVATE : Visibility.PUBLIC;
    }

    private static Visibility capitalised(String name) {
        return Character.isUpperCase(name.codePointAt(0)) ? Visibility.PUBLIC : Visibility.INTERNAL;
    }

    private static Visibility rust(Declaration declaration, @Nullable SymbolKind enclosing, String section) {
        if (declaration.kind() == SymbolKind.IMPL || enclosing == SymbolKind.TRAIT) {
            return Visibility.PUBLIC;
        }
        return declaration.modifiers().stream()
                .filter(word -> word.startsWith("pub"))
                .map(word -> word.equals("pub") ? Visibility.PUBLIC : Visibility.INTERNAL)
                .findFirst()
                .orElseGet(() -> meaning(section).orElse(Visibility.PRIVATE));
    }

    private static Visibility cpp(Declaration declaration, @Nullable SymbolKind enclosing, String section) {
        if (enclosing == null) {
            boolean local = isStatic(declaration) && declaration.owner().isEmpty();
            return local ? Visibility.PRIVATE : Visibility.PUBLIC;
        }
        return meaning(section).orElse(enclosing == SymbolKind.CLASS ? Visibility.PRIVATE : Visibility.PUBLIC);
    }

    private static boolean isStatic(Declaration declaration) {
        return declaration.modifiers().contains("static");
    }
}
