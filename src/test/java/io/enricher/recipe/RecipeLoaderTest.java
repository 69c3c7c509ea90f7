package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidConfigurationException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeLoaderTest {

    private static final String GOOD =
            """
            name: mine
            fields:
              text:
                required: true
                truncate:
                  max-characters: 100
              note:
            instruction: Say it shorter.
            answer:
              type: object
              properties:
                short:
                  type: string
                  maxLength: 50
                score:
                  type: number
                  minimum: 0
                  maximum: 1
            max-words:
              short: 9
            defaults:
              short: "-"
              score: 0.5
            output-tokens-per-item: 40
            parameters:
              temperature: 0.7
            """;

    @TempDir
    Path config;

    private RecipeLoader loader;

    @BeforeEach
    void makeOwnFolder() throws IOException {
        Files.createDirectory(config.resolve("recipes"));
        loader = new RecipeLoader(config);
    }

    @Test
    void loadsTheBuiltInRecipeByItsName() {
        Recipe roadmap = loader.load("roadmap");

        assertThat(roadmap.name()).isEqualTo("roadmap");
        assertThat(roadmap.fields())
                .containsExactly(
                        new InputField("topic", true, Optional.empty(), false),
                        new InputField(
                                "description",
                                false,
                                Optional.of(Truncation.toCharacters(1500, Truncation.Keep.HEAD)),
                                false),
                        new InputField("level", false, Optional.empty(), false),
                        new InputField("area", false, Optional.empty(), false));
        assertThat(roadmap.answerFields()).containsExactly("tldr", "challenge");
        assertThat(roadmap.batch()).isEqualTo(new BatchLimits(20, 8000, 1));
        assertThat(roadmap.outputTokensPerItem()).isEqualTo(60);
        assertThat(roadmap.maxWords()).isEqualTo(Map.of("tldr", 15));
        assertThat(roadmap.parameters()).isEqualTo(new Parameters(Optional.of(0.3), Map.of()));
        assertThat(roadmap.finish()).isEqualTo(Finish.NONE);
        assertThat(roadmap.fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void everyBuiltInRecipeIsAsCorrectAsAUsersOwn() {
        BuiltInRecipes builtIns = new BuiltInRecipes(getClass().getClassLoader());

        assertThat(builtIns.names())
                .containsExactly(
                        "chunk-context",
                        "classify",
                        "code-doc",
                        "code-doc-brief",
                        "code-example",
                        "roadmap",
                        "source-summary");
        for (String name : builtIns.names()) {
            String yaml = builtIns.text(name).orElseThrow();
            assertThat(RecipeReader.readChecked(name, yaml, RecipeOptions.NONE)).isEqualTo(loader.load(name));
            assertThat(loader.load(name).name()).isEqualTo(name);
        }
    }

    @Test
    void loadsAUsersRecipeByNameAndByPath() throws IOException {
        Path file = write("mine.yml", GOOD);

        Recipe byName = loader.load("mine");

        assertThat(byName).isEqualTo(loader.load(file.toString()));
        assertThat(byName.title()).isEqualTo("mine");
        assertThat(byName.version()).isEqualTo("1");
        assertThat(byName.system()).isNotBlank();
        assertThat(byName.batch()).isEqualTo(BatchLimits.DEFAULT);
        assertThat(byName.fields().get(1)).isEqualTo(new InputField("note", false, Optional.empty(), false));
        assertThat(byName.parameters().temperature()).contains(0.7);
        assertThat(byName.finish().defaults()).isEqualTo(Map.of("short", "\"-\"", "score", "0.5"));
    }

    @Test
    void theUsersFileWinsOverTheBuiltInOneOfItsName() throws IOException {
        write("roadmap.yml", GOOD.replace("name: mine", "name: roadmap"));

        assertThat(loader.load("roadmap").answerFields()).containsExactly("short", "score");
    }

    @Test
    void makesTheAnswerSchemaStrictAtEveryDepth() throws IOException {
        write(
                "deep.yml",
                GOOD.replaceAll("(?s)max-words.*0.5\n", "")
                        .replaceAll(
                                "(?s)  properties:.*maximum: 1\n",
                                "  properties: {list: {type: array, items: {type: object, properties: {x: {type: string},"
                                        + " y: {type: [integer, \"null\"]}}}}}\n"));

        assertThat(loader.load("deep").answerSchema())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"list\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
                                + "\"properties\":{\"x\":{\"type\":\"string\"},\"y\":{\"type\":[\"integer\",\"null\"]}},"
                                + "\"required\":[\"x\",\"y\"],\"additionalProperties\":false}}},\"required\":[\"list\"],"
                                + "\"additionalProperties\":false}");
    }

    @Test
    void namesTheRecipesThereAreForAnUnknownOne() throws IOException {
        write("mine.yml", GOOD);

        assertRefused(() -> loader.load("roadmpa"))
                .hasMessageContaining("no recipe \"roadmpa\"; did you mean \"roadmap\"?")
                .hasMessageContaining(
                        "The recipes there are: chunk-context, classify, code-doc, code-doc-brief, code-example, mine, roadmap, source-summary.")
                .hasMessageContaining(
                        config.resolve("recipes").resolve("roadmpa.yml").toString());
    }

    @Test
    void refusesAPathWithoutAFile() {
        assertRefused(() -> loader.load("some/where.yml")).hasMessageContaining("some/where.yml: no such file");
        assertRefused(() -> loader.load("a\0.yml")).hasMessageContaining("cannot be a file name");
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = config.resolve("latin.yml");
        Files.write(file, GOOD.replace("shorter", "k\u00fcrzer").getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(() -> loader.load(file.toString())).hasMessageContaining("not UTF-8; save the recipe as UTF-8");
    }

    /** Id, what of the good recipe is replaced by what, and the message's place and text. */
    static Stream<Arguments> brokenRecipes() {
        return Stream.of(
                broken(
                        "unknown key",
                        "output-tokens",
                        "ouput-tokens",
                        "line 24, /ouput-tokens-per-item: unknown key"
                                + " \"ouput-tokens-per-item\"; did you mean \"output-tokens-per-item\"? Known here: name,"),
                broken(
                        "unknown key of a field",
                        "    required:",
                        "    requird:",
                        "line 4, /fields/text/requird: unknown key"
                                + " \"requird\"; did you mean \"required\"? Known here: required, shared, key, shown, numbered, truncate"),
                broken(
                        "unknown key far from any",
                        "required: true",
                        "colour: red",
                        "line 4, /fields/text/colour: unknown"
                                + " key \"colour\". Known here: required, shared, key, shown, numbered, truncate"),
                broken(
                        "no instruction",
                        "instruction: Say it shorter.\n",
                        "",
                        "line 1, /instruction: the key"
                                + " \"instruction\" is missing; it must be text that says what to answer"),
                broken(
                        "blank instruction",
                        "Say it shorter.",
                        "\"  \"",
                        "line 8, /instruction: must be text that says"),
                broken(
                        "no answer",
                        "(?s)answer:.*maximum: 1\n",
                        "",
                        "/answer: the key \"answer\" is missing; it must be the" + " JSON Schema of one item's answer"),
                broken("a field named id", "  note:", "  Id:", "line 7, /fields/Id: \"Id\" cannot be a name here"),
                broken(
                        "a field named like ours",
                        "  note:",
                        "  enrichment_x:",
                        "line 7, /fields/enrichment_x:" + " \"enrichment_x\" cannot be a name here"),
                broken(
                        "an answer field named id",
                        "    score:",
                        "    id:",
                        "line 15, /answer/properties/id: \"id\" cannot" + " be a name here"),
                broken(
                        "an answer field named as the list of all answers",
                        "(?s)    short:(.*)max-words.*0.5\n",
                        "    results:$1",
                        "line 12, /answer/properties/results: \"results\" cannot be an answer field: the list of all"
                                + " answers has this name; rename it"),
                broken(
                        "fields in one case only",
                        "  note:",
                        "  TEXT:",
                        "line 7, /fields/TEXT: \"TEXT\" differs from" + " another field in case only; rename one"),
                broken(
                        "answer is no object",
                        "  type: object",
                        "  type: string",
                        "line 10, /answer/type: an answer is an"
                                + " object with a property for each added field; write type: object"),
                broken(
                        "no properties",
                        "(?s)  properties:.*maximum: 1\n",
                        "",
                        "line 9, /answer: an object needs at least" + " one property"),
                broken(
                        "type misspelt",
                        "type: number",
                        "type: nunber",
                        "line 16, /answer/properties/score/type: must be one" + " of string, number, integer"),
                broken("type misspelt, cure", "type: number", "type: nunber", "did you mean \"number\"?"),
                broken(
                        "keyword misspelt",
                        "maxLength: 50",
                        "maxLenght: 50",
                        "line 14, /answer/properties/short/maxLenght:"
                                + " unknown key \"maxLenght\"; did you mean \"maxLength\"?"),
                broken(
                        "keyword that providers do not hold to",
                        "maxLength: 50",
                        "anyOf: []",
                        "line 14," + " /answer/properties/short/anyOf: unknown key \"anyOf\"."),
                broken(
                        "keyword of another type",
                        "maximum: 1",
                        "maxLength: 1",
                        "line 18,"
                                + " /answer/properties/score/maxLength: maxLength is for type string, but the type here is"
                                + " \"number\"; remove it or change the type"),
                broken(
                        "range upside down",
                        "minimum: 0",
                        "minimum: 2",
                        "line 17, /answer/properties/score/minimum: minimum" + " 2 is over maximum 1; swap them"),
                broken(
                        "not a pattern",
                        "maxLength: 50",
                        "pattern: \"[\"",
                        "line 14, /answer/properties/short/pattern: not a" + " regular expression"),
                broken(
                        "enumeration of another type",
                        "maxLength: 50",
                        "enum: [good, 7]",
                        "line 14,"
                                + " /answer/properties/short/enum/1: 7 is not of type \"string\"; put texts in quotes"),
                broken(
                        "empty enumeration",
                        "maxLength: 50",
                        "enum: []",
                        "line 14, /answer/properties/short/enum: must be a" + " list of at least one value"),
                broken(
                        "a property that is not required",
                        "answer:\n",
                        "answer:\n  required: [short]\n",
                        "line 10,"
                                + " /answer/required: every property is required, but \"score\" is not listed. Leave required out"),
                broken(
                        "required names no property",
                        "answer:\n",
                        "answer:\n  required: [shrot, short, score]\n",
                        "line 10," + " /answer/required: \"shrot\" is not a property; did you mean \"short\"?"),
                broken(
                        "additional properties",
                        "answer:\n",
                        "answer:\n  additionalProperties: true\n",
                        "line 10," + " /answer/additionalProperties: must be false; it may be left out"),
                broken(
                        "array without items",
                        "type: string\n      maxLength: 50",
                        "type: array",
                        "line 12," + " /answer/properties/short: an array needs items"),
                broken(
                        "max-words of no answer field",
                        "  short: 9",
                        "  shrt: 9",
                        "line 20, /max-words/shrt: \"shrt\" is not"
                                + " a field of the answer; did you mean \"short\"?"),
                broken(
                        "max-words of a number",
                        "  short: 9",
                        "  score: 9",
                        "line 20, /max-words/score: \"score\" is not a" + " text"),
                broken(
                        "incomplete defaults",
                        "  score: 0.5\n",
                        "",
                        "line 21, /defaults: there is no default for \"score\";"
                                + " give each answer field one, or none at all"),
                broken(
                        "default of no answer field",
                        "  score: 0.5\n",
                        "  score: 0.5\n  scroe: 1\n",
                        "line 24,"
                                + " /defaults/scroe: \"scroe\" is not a field of the answer; did you mean \"score\"?"),
                broken(
                        "a group by no field",
                        "max-words:",
                        "batch: {group-by: [text, notes]}\nmax-words:",
                        "/batch/group-by/1: \"notes\" is not a field of the recipe; did you mean \"note\"?"),
                broken(
                        "more items at least than at most",
                        "max-words:",
                        "batch: {max-items: 5, min-items: 6}\nmax-words:",
                        "/batch/min-items: min-items is over max-items 5; lower it"),
                broken(
                        "shared items",
                        "  note:",
                        "  items: {shared: true}",
                        "line 7, /fields/items: a shared field cannot be called items"),
                broken(
                        "a row's field as a place in the instruction",
                        "Say it shorter.",
                        "\"Shorten {text}.\"",
                        "line 8, /instruction: there is no value for {text}. The fields of a row come with each item: write"
                                + " text without braces"),
                broken(
                        "an unknown place in the instruction",
                        "Say it shorter.",
                        "\"Use at most {short-max-word} words.\"",
                        "line 8, /instruction: there is no value for {short-max-word}; did you mean \"short-max-words\"?"
                                + " Known here: short-max-words. For the text itself write {{short-max-word}}"),
                broken(
                        "labels that are not there",
                        "maxLength: 50",
                        "enum: labels",
                        "line 14, /answer/properties/short/enum: the recipe has no labels; add labels: with a list"),
                broken(
                        "one label",
                        "max-words:",
                        "labels: [one]\nmax-words:",
                        "/labels: must be a list of at least two texts to choose from"),
                broken(
                        "an echo of no field",
                        "max-words:",
                        "verify-echo: txt\nmax-words:",
                        "/verify-echo: \"txt\" is not a field of the recipe; did you mean \"text\"?"),
                broken(
                        "an echo of a shared field",
                        "(?s)  note:(.*)max-words:",
                        "  note: {shared: true}$1verify-echo: note\nmax-words:",
                        "/verify-echo: \"note\" is shared by all items of a prompt, so it cannot tell them apart"),
                broken(
                        "a derived field of nothing",
                        "max-words:",
                        "derived: {both: \"{short} {scoer}\"}\nmax-words:",
                        "/derived/both: there is no value for {scoer}; did you mean \"score\"?"),
                broken(
                        "a derived field that is the answer's",
                        "max-words:",
                        "derived: {Short: \"{text}\"}\nmax-words:",
                        "/derived/Short: \"Short\" is a field of the answer already; rename one"),
                broken(
                        "a length of a number",
                        "max-words:",
                        "max-length: {score: 20}\nmax-words:",
                        "/max-length/score: \"score\" is not a text, so it has no length; remove it"),
                broken(
                        "an example without a required field",
                        "max-words:",
                        "examples: [{item: {note: n}, answer: {short: s, score: 1}}]\nmax-words:",
                        "/examples/0/item: the example lacks \"text\", which is required; add it"),
                broken(
                        "an example that is wrong",
                        "max-words:",
                        "examples: [{item: {text: t}, answer: {short: s, score: 7}}]\nmax-words:",
                        "/examples/0/answer/score: the example's answer is over 1"),
                broken(
                        "a model of nobody",
                        "max-words:",
                        "model: {opnai: gpt}\nmax-words:",
                        "/model/opnai: unknown key \"opnai\"; did you mean \"openai\"?"),
                broken("invalid default", "score: 0.5", "score: 2", "line 23, /defaults/score: the default is over 1"),
                broken(
                        "temperature out of range",
                        "0.7",
                        "7",
                        "line 26, /parameters/temperature: must be a number from 0 to" + " 2"),
                broken(
                        "tokens as text",
                        "item: 40",
                        "item: many",
                        "line 24, /output-tokens-per-item: must be about how many"),
                broken(
                        "truncation without a limit",
                        "max-characters: 100",
                        "keep: head",
                        "line 5, /fields/text/truncate: must be max-characters: or max-tokens:, one of both, and keep:"),
                broken(
                        "truncation with two limits",
                        "max-characters: 100",
                        "{max-characters: 100, max-tokens: 50}",
                        "line 5, /fields/text/truncate: must be max-characters: or max-tokens:, one of both, and keep:"),
                broken(
                        "truncation to a word or two",
                        "max-characters: 100",
                        "{max-tokens: 3}",
                        "/fields/text/truncate/max-tokens: must be about the most tokens that are sent, a whole number from 10"),
                broken(
                        "unknown part to keep",
                        "max-characters: 100",
                        "{max-characters: 100, keep: haed}",
                        "line 6,"
                                + " /fields/text/truncate/keep: must be the part of a longer text that is kept: head, tail, middle, ends or"
                                + " statements; did you mean \"head\"?"),
                broken(
                        "a name that is no file name",
                        "name: mine",
                        "name: Mine/Yours",
                        "line 1, /name: must be a name of" + " small letters"),
                broken(
                        "a version that is a number",
                        "name: mine",
                        "name: mine\nversion: 1.10",
                        "line 2, /version: must be a" + " text in quotes"),
                broken(
                        "a key twice",
                        "instruction: ",
                        "name: other\ninstruction: ",
                        "line 8, /name: the key \"name\" is" + " there twice; remove one"),
                broken("a tab", "  note:", "\tnote:", "line 7: not valid YAML"),
                broken("a colon in text", "Say it shorter.", "Do this: shorten", "line 8: not valid YAML"),
                broken("two documents", "max-words:", "---\nmax-words:", "line 20: a second document starts here"),
                broken("a reference", "name: mine", "title: &x mine\nname: *x", "line 2, /name: YAML references"),
                broken("a list", "(?s).*", "- a\n", "line 1: must be a recipe: keys and values"),
                broken("an empty file", "(?s).*", "", "the file is empty"),
                broken("only a comment", "(?s).*", "# to do\n", "the file is empty"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRecipes")
    void refusesABrokenRecipeWithItsPlaceAndCure(String name, String regex, String replacement, String message)
            throws IOException {
        String yaml = GOOD.replaceFirst(regex, replacement);
        assertThat(yaml).isNotEqualTo(GOOD);
        Path file = write("broken.yml", yaml);

        assertRefused(() -> loader.load(file.toString()))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void namesSeveralProblemsInTheOrderOfTheFile() throws IOException {
        Path file = write("broken.yml", GOOD.replace("0.7", "7").replace("name: mine", "nmae: mine"));

        assertRefused(() -> loader.load(file.toString()))
                .hasMessageMatching("(?s).*line 1.*\n.*line 26, /parameters/temperature.*");
    }

    @Test
    void theSchemaForEditorsIsTheOneThatRecipesAreCheckedBy() throws IOException {
        assertThat(Path.of("docs/recipe.schema.json"))
                .hasSameTextualContentAs(Path.of("src/main/resources/recipes/recipe.schema.json"));
    }

    @Test
    void findsBuiltInRecipesInsideAJar() throws IOException {
        Path jar = config.resolve("recipes.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry :
                    List.of("recipes/recipe.schema.json", "recipes/b.yml", "recipes/a.yml", "other/c.yml")) {
                out.putNextEntry(new ZipEntry(entry));
            }
        }

        try (URLClassLoader inJar = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(new BuiltInRecipes(inJar).names()).containsExactly("a", "b");
        }
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(config.resolve("recipes").resolve(name), yaml);
    }

    private static Arguments broken(String name, String regex, String replacement, String message) {
        return Arguments.of(name, regex, replacement, message);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable load) {
        return assertThatThrownBy(load)
                .isInstanceOf(InvalidConfigurationException.class)
                .satisfies(e -> assertThat(((EnricherException) e).exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION));
    }
}
