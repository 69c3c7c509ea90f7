package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our symbols are those of universal-ctags, but for differences that each have a reason. */
class CtagsComparisonTest {

    /**
     * A symbol, and where it is named.
     *
     * @param qualifiedName ctags gives none
     * @param source        the line of the file
     */
    private record Tag(String path, int line, String name, String qualifiedName, String kind, String source) {}

    /** A difference that is right, and why. */
    private record Accepted(String reason, Predicate<Tag> rule) {}

    @TempDir
    private Path folder;

    @Test
    void javaOfGson() throws Exception {
        List<Accepted> onlyTheirs = List.of(
                new Accepted(
                        "a constant of an enum that has a body is no method",
                        tag -> tag.kind().equals("method") && tag.source().matches("\\s*[A-Z_]+\\(\\) \\{")),
                new Accepted(
                        "an element of an annotation has no code",
                        tag -> tag.path().startsWith("annotations/")
                                && tag.source().matches(".*\\w\\(\\)( default .*)?;")));
        List<Accepted> onlyOurs = List.of(new Accepted(
                "ctags passes over methods of anonymous classes", CtagsComparisonTest::isInAnonymousClass));

        compare(
                unpacked("com/google/gson/Gson.java", "/com/google/gson"),
                "java",
                List.of("--languages=Java", "--kinds-Java=acgim"),
                onlyTheirs,
                onlyOurs);
    }

    /** Indented, by two blanks a level, deeper than the named types around it ask for. */
    private static boolean isInAnonymousClass(Tag tag) {
        long types = Stream.of(tag.qualifiedName().split("\\.", -1))
                .filter(part -> Character.isUpperCase(part.charAt(0)))
                .count();
        int indent = tag.source().length() - tag.source().stripLeading().length();
        return tag.kind().equals("method") && indent > 2 * types;
    }

    @Test
    void rubyOfAsciidoctor() throws Exception {
        List<Accepted> onlyOurs = List.of(new Accepted(
                "ctags reads the first of several modules on a line",
                tag -> tag.kind().equals("module") && tag.source().contains("; module " + tag.name())));

        compare(
                unpacked("gems/asciidoctor-2.0.23/lib/asciidoctor.rb", "/gems/asciidoctor-2.0.23/lib"),
                "rb",
                List.of("--languages=Ruby", "--kinds-Ruby=cfmS"),
                List.of(),
                onlyOurs);
    }

    @Test
    void javascriptOfUnderscore() throws Exception {
        List<Accepted> onlyTheirs = List.of(
                new Accepted("a function without a name is part of the one around it", tag -> tag.name()
                        .startsWith("AnonymousFunction")),
                new Accepted(
                        "an object with properties or a prototype is no class",
                        tag -> tag.kind().equals("class") && !tag.source().contains("class ")),
                new Accepted("the name of a computed property is not that of its object", tag -> tag.source()
                        .contains("_.prototype[name] = ")),
                new Accepted("a second name for a function is no function", tag -> tag.source()
                        .endsWith(" = _.prototype.value;")));
        List<Accepted> onlyOurs = List.of(
                new Accepted(
                        "ctags passes over methods of an object that has no name",
                        tag -> tag.kind().equals("method") && tag.source().contains(tag.name() + ": function")),
                new Accepted("ctags sees no function given to a variable inside a block", tag -> tag.source()
                        .matches("\\s+" + tag.name() + " = function\\(.*")),
                new Accepted("ctags takes a function named get for the word of the language", tag -> tag.name()
                        .equals("get")));

        compare(
                unpacked(
                        "META-INF/resources/webjars/underscore/1.13.7/modules/zip.js",
                        "/META-INF/resources/webjars/underscore/1.13.7/modules"),
                "js",
                List.of("--languages=JavaScript", "--kinds-JavaScript=fcmg"),
                onlyTheirs,
                onlyOurs);
    }

    private void compare(
            Path tree, String extension, List<String> kinds, List<Accepted> onlyTheirs, List<Accepted> onlyOurs)
            throws Exception {
        List<Path> files = files(tree, extension);
        List<Tag> theirs = ctags(tree, kinds);
        List<Tag> ours = ours(tree, files);

        assertThat(ours).hasSizeGreaterThan(100);
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(unexplained(theirs, ours, onlyTheirs))
                    .as("found by ctags alone")
                    .isEmpty();
            softly.assertThat(unexplained(ours, theirs, onlyOurs))
                    .as("found by us alone")
                    .isEmpty();
            softly.assertThat(idle(theirs, ours, onlyTheirs))
                    .as("rules for what ctags finds alone that accept nothing")
                    .isEmpty();
            softly.assertThat(idle(ours, theirs, onlyOurs))
                    .as("rules for what we find alone that accept nothing")
                    .isEmpty();
        });
    }

    private static List<String> unexplained(List<Tag> tags, List<Tag> others, List<Accepted> rules) {
        return alone(tags, others)
                .filter(tag -> rules.stream().noneMatch(rule -> rule.rule().test(tag)))
                .map(Tag::toString)
                .toList();
    }

    private static List<String> idle(List<Tag> tags, List<Tag> others, List<Accepted> rules) {
        return rules.stream()
                .filter(rule -> alone(tags, others).noneMatch(rule.rule()))
                .map(Accepted::reason)
                .toList();
    }

    private static Stream<Tag> alone(List<Tag> tags, List<Tag> others) {
        Set<String> known = others.stream().map(CtagsComparisonTest::key).collect(Collectors.toSet());
        return tags.stream().filter(tag -> !known.contains(key(tag)));
    }

    private static String key(Tag tag) {
        return tag.path() + " " + tag.line() + " " + tag.name();
    }

    private List<Tag> ours(Path tree, List<Path> files) throws IOException {
        List<Tag> tags = new ArrayList<>();
        try (SymbolSplitter splitter = new SymbolSplitter(SplitLimits.DEFAULT)) {
            for (Path file : files) {
                String path = tree.relativize(file).toString().replace('\\', '/');
                String text = Files.readString(file);
                List<String> lines = text.lines().toList();
                for (Symbol symbol : splitter.split(path, text).symbols()) {
                    if (symbol.kind() != SymbolKind.LINES) {
                        tags.add(tag(path, symbol, lines));
                    }
                }
            }
        }
        return tags;
    }

    private static Tag tag(String path, Symbol symbol, List<String> lines) {
        int line = nameLine(symbol, lines);
        return new Tag(
                path, line, symbol.name(), symbol.qualifiedName(), symbol.kind().id(), lines.get(line - 1));
    }

    /** An annotation may hold the name too, but not behind the word that stands before it in the signature. */
    private static int nameLine(Symbol symbol, List<String> lines) {
        String name = Pattern.quote(symbol.name()) + "(?![\\w$])";
        Matcher before = Pattern.compile("(\\S+ )" + name).matcher(symbol.signature());
        String word = before.find() ? Pattern.quote(before.group(1)) : "";
        return Stream.of(Pattern.compile(word + name), Pattern.compile("(?<![\\w$])" + name))
                .flatMap(named -> IntStream.rangeClosed(symbol.startLine(), symbol.endLine())
                        .filter(line -> named.matcher(lines.get(line - 1)).find())
                        .boxed())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of " + symbol.qualifiedName() + " has its name"));
    }

    private List<Tag> ctags(Path tree, List<String> kinds) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("ctags", "-R", "--output-format=json", "--fields=+nK", "-f", "-"));
        command.addAll(kinds);
        command.add(".");
        List<Tag> tags = new ArrayList<>();
        JsonMapper mapper = JsonMapper.shared();
        for (String line : run(tree, command).lines().toList()) {
            JsonNode tag = mapper.readTree(line);
            if (!tag.path("_type").asString().equals("tag")) {
                continue;
            }
            String path = tag.path("path").asString().replaceFirst("^\\./", "");
            int number = tag.path("line").asInt();
            String source =
                    Files.readString(tree.resolve(path)).lines().toList().get(number - 1);
            tags.add(new Tag(
                    path,
                    number,
                    tag.path("name").asString(),
                    "",
                    tag.path("kind").asString(),
                    source));
        }
        return tags;
    }

    private static String run(Path where, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no ctags on the path: " + e.getMessage());
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "not a universal-ctags that writes JSON");
        return output;
    }

    private static List<Path> files(Path tree, String extension) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            return List.copyOf(
                    new TreeSet<>(found.filter(file -> file.toString().endsWith("." + extension))
                            .toList()));
        }
    }

    /** The part of a jar on the class path that holds {@code resource}. */
    private Path unpacked(String resource, String part) throws Exception {
        URL found = CtagsComparisonTest.class.getClassLoader().getResource(resource);
        assertThat(found).as(resource).isNotNull();
        Path jar = Path.of(new URI(found.getPath().replaceFirst("!.*", "")));
        try (FileSystem archive = FileSystems.newFileSystem(jar);
                Stream<Path> entries = Files.walk(archive.getPath(part))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path target =
                        folder.resolve(archive.getPath(part).relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                }
            }
        }
        return folder;
    }
}
