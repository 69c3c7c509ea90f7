package io.enricher.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who calls whom, guessed by name: a call means the symbols of that name in its own file, else those of the same
 * language elsewhere that are near. It knows neither types nor imports, so it is good for a hint and no proof. Does not
 * change once built, and may be read by several threads.
 */
public final class CallGraph {

    /** Of symbols in other files that a call may mean. */
    private static final int CANDIDATES = 3;

    /** Symbols that carry a name before it is too common to tell which is meant, as {@code get}. */
    private static final int TOO_COMMON = 20;

    /** What constructors are called where they do not carry the name of their type. */
    private static final Set<String> CONSTRUCTORS =
            Set.of("__init__", "__new__", "initialize", "constructor", "__construct");

    /**
     * A symbol.
     *
     * @param number of its record; each but once
     * @param path   with {@code /}
     * @param calls  {@link Symbol#calls()}
     */
    public record Node(
            long number,
            String path,
            String language,
            String name,
            String qualifiedName,
            Visibility visibility,
            String signature,
            List<String> calls) {

        public Node {
            calls = List.copyOf(calls);
        }

        private String directory() {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }

        /** What a call of it says: a constructor is called by the name of its type. */
        private String calledName() {
            String[] parts = CONSTRUCTORS.contains(name) ? qualifiedName.split("::|[.\\\\]", -1) : new String[0];
            return parts.length > 1 ? parts[parts.length - 2] : name;
        }
    }

    private final Map<Long, Node> nodes = new HashMap<>();
    private final Map<String, Map<String, List<Node>>> byLanguage = new HashMap<>();
    private final Map<String, Map<String, List<Node>>> byPath = new HashMap<>();
    private final Map<Long, List<Node>> called = new HashMap<>();
    private final Map<Long, List<Node>> callers = new HashMap<>();

    public CallGraph(List<Node> symbols) {
        List<Node> ordered =
                symbols.stream().sorted(Comparator.comparingLong(Node::number)).toList();
        for (Node node : ordered) {
            if (nodes.put(node.number(), node) != null) {
                throw new IllegalArgumentException("two symbols with number " + node.number());
            }
            if (node.visibility() != Visibility.PRIVATE) {
                index(byLanguage, node.language(), node);
            }
            index(byPath, node.path(), node);
        }
        ordered.forEach(this::resolve);
    }

    private static void index(Map<String, Map<String, List<Node>>> index, String group, Node node) {
        index.computeIfAbsent(group, ignored -> new HashMap<>())
                .computeIfAbsent(node.calledName(), ignored -> new ArrayList<>(1))
                .add(node);
    }

    private void resolve(Node caller) {
        // By number, as the hash of a node is that of all it holds.
        Map<Long, Node> targets = new LinkedHashMap<>();
        for (String name : caller.calls()) {
            meant(caller, name).forEach(target -> targets.put(target.number(), target));
        }
        targets.remove(caller.number());
        if (!targets.isEmpty()) {
            called.put(caller.number(), List.copyOf(targets.values()));
            targets.keySet().forEach(target -> callers.computeIfAbsent(target, ignored -> new ArrayList<>(1))
                    .add(caller));
        }
    }

    private List<Node> meant(Node caller, String name) {
        List<Node> near = named(byPath, caller.path(), name);
        List<Node> candidates = near.isEmpty() ? named(byLanguage, caller.language(), name) : near;
        if (candidates.size() > TOO_COMMON) {
            return List.of();
        }
        return candidates.size() <= CANDIDATES || !near.isEmpty() ? candidates : nearest(caller, candidates);
    }

    private static List<Node> named(Map<String, Map<String, List<Node>>> index, String group, String name) {
        return index.getOrDefault(group, Map.of()).getOrDefault(name, List.of());
    }

    private static List<Node> nearest(Node caller, List<Node> candidates) {
        String directory = caller.directory();
        return candidates.stream()
                .sorted(Comparator.comparing((Node node) -> !node.directory().equals(directory))
                        .thenComparingLong(Node::number))
                .limit(CANDIDATES)
                .toList();
    }

    /** Who calls a symbol, without itself: those of its own file first, then by number. */
    public List<Node> callersOf(long number, int most) {
        return mostUseful(number, callers, most);
    }

    /** What a symbol calls, without itself: those of its own file first, then by number. */
    public List<Node> calledBy(long number, int most) {
        return mostUseful(number, called, most);
    }

    private List<Node> mostUseful(long number, Map<Long, List<Node>> related, int most) {
        Node self = nodes.get(number);
        if (self == null) {
            return List.of();
        }
        return related.getOrDefault(number, List.of()).stream()
                .sorted(Comparator.comparing((Node node) -> !node.path().equals(self.path()))
                        .thenComparingLong(Node::number))
                .limit(most)
                .toList();
    }

    /** How many other symbols call this one. */
    public int references(long number) {
        return callers.getOrDefault(number, List.of()).size();
    }

    /** The numbers of all symbols: the most visible first, of those the most called, then by number. */
    public List<Long> byUsefulness() {
        Stream<Node> ordered = nodes.values().stream()
                .sorted(Comparator.comparing(Node::visibility)
                        .thenComparing(Comparator.comparingInt((Node node) -> references(node.number()))
                                .reversed())
                        .thenComparingLong(Node::number));
        return ordered.map(Node::number).toList();
    }
}
