package io.enricher.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands before the name of a declaration: modifiers are kept, annotations are not. */
final class ModifierReader {

    /**
     * The start of a declaration.
     *
     * @param modifiers        in source order
     * @param listed           those of them that the grammar holds in a node of their own, before the declaration
     * @param declarationStart behind annotations and that node
     */
    record Head(List<String> modifiers, List<String> listed, int declarationStart) {}

    private static final Set<String> KEYWORDS = Set.of(
            ("abstract async case const consteval constexpr data declare default explicit export extern final get"
                            + " implicit infix inline inner internal lateinit lazy mutating native open operator"
                            + " override partial private protected public readonly sealed set static suspend"
                            + " synchronized tailrec unsafe virtual")
                    .split(" "));

    private static final Pattern DECORATOR = Pattern.compile("@[\\p{L}_][\\p{L}\\p{N}_.]*(?:\\(.*)?");

    private static final int LONGEST_KEYWORD = 12;

    private static final Set<String> ANNOTATIONS =
            Set.of("attribute_list", "annotation", "marker_annotation", "decorator", "attribute_declaration");

    private final SourceText text;

    ModifierReader(SourceText text) {
        this.text = text;
    }

    Head read(SyntaxNode outer, SyntaxNode node, int nameStart) {
        List<String> modifiers = new ArrayList<>(prefixWords(outer, node));
        List<String> listed = new ArrayList<>();
        int start = node.start();
        List<SyntaxNode> children = node.children();
        for (int i = 0; i < children.size() && children.get(i).start() < nameStart; i++) {
            SyntaxNode child = children.get(i);
            if (ANNOTATIONS.contains(child.type())) {
                start = nextStart(children, i);
            } else if (child.is("modifiers")) {
                listed.addAll(words(child));
                modifiers.addAll(words(child));
                start = nextStart(children, i);
            } else {
                modifiers.addAll(wordsOf(child));
            }
        }
        if (isAsync(node)) {
            modifiers.add("async");
        }
        return new Head(List.copyOf(modifiers), List.copyOf(listed), start);
    }

    private static int nextStart(List<SyntaxNode> children, int child) {
        return child + 1 < children.size()
                ? children.get(child + 1).start()
                : children.get(child).end();
    }

    /** Whether the function that a variable is given says so. */
    private boolean isAsync(SyntaxNode node) {
        return node.field("value")
                .flatMap(value -> value.children().stream().findFirst())
                .filter(first -> textOf(first).equals("async"))
                .isPresent();
    }

    /** {@code export default} before what is exported, decorators before what is decorated. */
    private List<String> prefixWords(SyntaxNode outer, SyntaxNode node) {
        List<String> words = new ArrayList<>();
        if (outer.start() == node.start()) {
            return words;
        }
        String prefix = text.slice(outer.start(), node.start());
        for (String word : prefix.strip().split("\\s+", -1)) {
            if (DECORATOR.matcher(word).matches()) {
                words.add(word.replaceFirst("\\(.*", ""));
            } else if (KEYWORDS.contains(word) && !"const".equals(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private List<String> wordsOf(SyntaxNode child) {
        String type = child.type();
        if ("function_modifiers".equals(type)) {
            return words(child);
        }
        boolean modifier = type.endsWith("modifier") || type.equals("storage_class_specifier");
        boolean keyword = child.end() - child.start() <= LONGEST_KEYWORD && KEYWORDS.contains(textOf(child));
        return modifier || keyword ? List.of(textOf(child)) : List.of();
    }

    private List<String> words(SyntaxNode list) {
        List<String> words = new ArrayList<>();
        for (SyntaxNode child : list.children()) {
            if (!child.type().contains("annotation") && !child.type().contains("comment")) {
                words.add(textOf(child));
            }
        }
        return words;
    }

    private String textOf(SyntaxNode node) {
        return text.slice(node.span());
    }
}
