package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallGraphTest {

    @Test
    void symbolOfTheSameFileIsMeantBeforeOthers() {
        CallGraph graph = new CallGraph(List.of(
                node(1, "a/other.py", "save"), node(2, "a/here.py", "save"), node(3, "a/here.py", "run", "save")));

        assertThat(numbers(graph.calledBy(3, 9))).containsExactly(2L);
        assertThat(numbers(graph.callersOf(2, 9))).containsExactly(3L);
        assertThat(graph.callersOf(1, 9)).isEmpty();
        assertThat(graph.references(2)).isEqualTo(1);
    }

    @Test
    void threeOfTheSameNameElsewhereAreKeptAndTheSameDirectoryFirst() {
        CallGraph graph = new CallGraph(List.of(
                node(1, "x/a.py", "save"),
                node(2, "x/b.py", "save"),
                node(3, "x/c.py", "save"),
                node(4, "y/d.py", "save"),
                node(5, "y/e.py", "run", "save")));

        assertThat(numbers(graph.calledBy(5, 9))).containsExactly(1L, 2L, 4L);
    }

    @Test
    void nameOfMoreThanTwentyIsTooCommonToTell() {
        List<CallGraph.Node> twenty = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> node(i, "x/" + i + ".py", "get"))
                .toList();

        CallGraph told = new CallGraph(with(twenty, node(99, "y/a.py", "run", "get")));
        CallGraph untold =
                new CallGraph(with(with(twenty, node(21, "x/21.py", "get")), node(99, "y/a.py", "run", "get")));

        assertThat(told.calledBy(99, 9)).hasSize(3);
        assertThat(untold.calledBy(99, 9)).isEmpty();
    }

    @Test
    void otherLanguagesAndTheSymbolItselfAreNotMeant() {
        CallGraph graph = new CallGraph(List.of(node(1, "a.py", "walk", "walk", "open"), node(2, "a.go", "open")));

        assertThat(graph.calledBy(1, 9)).isEmpty();
        assertThat(graph.references(1)).isZero();
    }

    @Test
    void makingAnObjectCallsItsTypeAndItsConstructor() {
        CallGraph graph = new CallGraph(List.of(
                node(1, "a.py", "Account"),
                qualified(2, "a.py", "__init__", "bank.Account.__init__"),
                node(3, "b.py", "main", "Account")));

        assertThat(numbers(graph.calledBy(3, 9))).containsExactly(1L, 2L);
        assertThat(numbers(graph.callersOf(2, 9))).containsExactly(3L);
    }

    @Test
    void relationsOfTheSameFileComeFirst() {
        CallGraph graph = new CallGraph(List.of(
                node(1, "a.py", "run", "save"),
                node(2, "b.py", "save"),
                node(3, "b.py", "late", "save"),
                node(4, "c.py", "end", "save")));

        assertThat(numbers(graph.callersOf(2, 9))).containsExactly(3L, 1L, 4L);
        assertThat(numbers(graph.callersOf(2, 2))).containsExactly(3L, 1L);
        assertThat(graph.callersOf(77, 9)).isEmpty();
    }

    @Test
    void usefulIsWhatIsVisibleThenWhatIsCalled() {
        CallGraph graph = new CallGraph(List.of(
                visible(1, Visibility.PRIVATE, "often"),
                visible(2, Visibility.PUBLIC, "never"),
                visible(3, Visibility.PUBLIC, "once"),
                visible(4, Visibility.INTERNAL, "caller", "often", "once"),
                visible(5, Visibility.PROTECTED, "other", "often"),
                visible(6, Visibility.PUBLIC, "last")));

        assertThat(graph.byUsefulness()).containsExactly(3L, 2L, 6L, 5L, 4L, 1L);
    }

    @Test
    void numbersAreGivenOnce() {
        assertThatThrownBy(() -> new CallGraph(List.of(node(1, "a.py", "b"), node(1, "c.py", "d"))))
                .hasMessageContaining("number 1");
    }

    /** Twenty thousand of them share one name, as {@code toString} would. */
    @Test
    void fortyThousandSymbolsTakeLittleTime() {
        List<CallGraph.Node> nodes = IntStream.range(0, 40_000)
                .mapToObj(i ->
                        node(i, "d" + i / 400 + "/f" + i / 10 + ".java", i % 2 == 0 ? "get" : "f" + i / 3, tenCalls(i)))
                .toList();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        CallGraph graph = new CallGraph(nodes);
        List<Long> ordered = graph.byUsefulness();

        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertThat(ordered).hasSize(40_000);
        assertThat(LongStream.range(0, 40_000).mapToInt(graph::references).sum())
                .isGreaterThan(100_000);
        assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(2));
    }

    private static String[] tenCalls(int i) {
        return IntStream.range(0, 10)
                .mapToObj(k -> k == 0 ? "get" : "f" + (i * 31 + k * 997) % 13_333)
                .toArray(String[]::new);
    }

    private static List<Long> numbers(List<CallGraph.Node> nodes) {
        return nodes.stream().map(CallGraph.Node::number).toList();
    }

    private static List<CallGraph.Node> with(List<CallGraph.Node> nodes, CallGraph.Node last) {
        return Stream.concat(nodes.stream(), Stream.of(last)).toList();
    }

    private static CallGraph.Node node(long number, String path, String name, String... calls) {
        String language = path.substring(path.lastIndexOf('.') + 1);
        return new CallGraph.Node(number, path, language, name, name, Visibility.PUBLIC, name + "()", List.of(calls));
    }

    private static CallGraph.Node qualified(long number, String path, String name, String qualifiedName) {
        return new CallGraph.Node(number, path, "py", name, qualifiedName, Visibility.PUBLIC, "", List.of());
    }

    private static CallGraph.Node visible(long number, Visibility visibility, String name, String... calls) {
        return new CallGraph.Node(number, "a.py", "py", name, name, visibility, "", List.of(calls));
    }
}
