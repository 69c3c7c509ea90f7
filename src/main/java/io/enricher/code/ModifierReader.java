package io.enricher.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.treesitter.TSNode;

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

    private static final int LONGEST_KEYWORD = 12;

    private static final Set<String> ANNOTATIONS =
            Set.of("attribute_list", "annotation", "marker_annotation", "decorator", "attribute_declaration");

    private final SourceText text;

    ModifierReader(SourceText text) {
        this.text = text;
    }

    Head read(TSNode outer, TSNode node, int nameStart) {
        List<String> modifiers = new ArrayList<>(prefixWords(outer, node));
        List<String> listed = new ArrayList<>();
        int start = node.getStartByte();
        TSNode holder = holderOf(node);
        for (int i = 0; i < node.getChildCount(); i++) {
            TSNode child = node.getChild(i);
            if (child.getStartByte() >= nameStart) {
                break;
            }
            if (ANNOTATIONS.contains(child.getType())) {
                start = nextStart(node, i);
            } else if ("modifiers".equals(child.getType())) {
                listed.addAll(words(child));
                modifiers.addAll(words(child));
                start = nextStart(node, i);
            } else {
                modifiers.addAll(wordsOf(child));
            }
        }
        if (!holder.equals(node) && holder.getChildCount() > 0 && "async".equals(textOf(holder.getChild(0)))) {
            modifiers.add("async");
        }
        return new Head(List.copyOf(modifiers), List.copyOf(listed), start);
    }

    private static int nextStart(TSNode node, int child) {
        return child + 1 < node.getChildCount()
                ? node.getChild(child + 1).getStartByte()
                : node.getChild(child).getEndByte();
    }

    /** {@code export default} before what is exported, decorators before what is decorated. */
    private List<String> prefixWords(TSNode outer, TSNode node) {
        List<String> words = new ArrayList<>();
        String prefix = text.slice(outer.getStartByte(), node.getStartByte());
        for (String word : prefix.strip().split("\\s+", -1)) {
            boolean decorator = word.matches("@[\\p{L}_][\\p{L}\\p{N}_.]*(?:\\(.*)?");
            if (decorator) {
                words.add(word.replaceFirst("\\(.*", ""));
            } else if (KEYWORDS.contains(word) && !"const".equals(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private List<String> wordsOf(TSNode child) {
        String type = child.getType();
        if ("function_modifiers".equals(type)) {
            return words(child);
        }
        boolean modifier = type.endsWith("modifier") || type.equals("storage_class_specifier");
        boolean keyword =
                child.getEndByte() - child.getStartByte() <= LONGEST_KEYWORD && KEYWORDS.contains(textOf(child));
        return modifier || keyword ? List.of(textOf(child)) : List.of();
    }

    private List<String> words(TSNode list) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < list.getChildCount(); i++) {
            TSNode child = list.getChild(i);
            if (!child.getType().contains("annotation") && !child.getType().contains("comment")) {
                words.add(textOf(child));
            }
        }
        return words;
    }

    private static TSNode holderOf(TSNode node) {
        TSNode value = node.getChildByFieldName("value");
        return value == null || value.isNull() ? node : value;
    }

    private String textOf(TSNode node) {
        return text.slice(node.getStartByte(), node.getEndByte());
    }
}
