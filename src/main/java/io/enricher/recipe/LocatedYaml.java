package io.enricher.recipe;

import io.enricher.domain.InvalidConfigurationException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLReadFeature;

/** A YAML file as a tree that knows the line of each of its places. */
final class LocatedYaml {

    private static final int MOST_PROBLEMS = 5;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(YAMLReadFeature.EMPTY_STRING_AS_NULL)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(60).build())
            .build();

    private final String origin;
    private final JsonNode root;
    private final Map<String, Integer> lines;

    private LocatedYaml(String origin, JsonNode root, Map<String, Integer> lines) {
        this.origin = origin;
        this.root = root;
        this.lines = lines;
    }

    /**
     * @param origin what the file is called in messages
     * @throws InvalidConfigurationException if the text is not one well-formed YAML document
     */
    static LocatedYaml parse(String origin, String text) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            return new Builder(origin, parser).build();
        } catch (JacksonException e) {
            throw notYaml(origin, e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** @throws InvalidConfigurationException with the first of the problems, if there are any, in the file's order */
    void refuseIf(List<RecipeProblem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        throw new InvalidConfigurationException(problems.stream()
                .distinct()
                .sorted((a, b) -> Integer.compare(line(a.pointer()), line(b.pointer())))
                .limit(MOST_PROBLEMS)
                .map(problem -> at(line(problem.pointer()), problem.pointer()) + problem.message())
                .collect(Collectors.joining("\n")));
    }

    private int line(String pointer) {
        String place = pointer;
        while (!lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return lines.getOrDefault(place, 1);
    }

    private String at(int line, String pointer) {
        return origin + ", line " + line + (pointer.isEmpty() ? ": " : ", " + pointer + ": ");
    }

    private static InvalidConfigurationException notYaml(String origin, JacksonException e) {
        // The scanner underneath knows the place better: Jackson's own is that of the token before.
        if (e.getCause() instanceof MarkedYamlEngineException scanner
                && scanner.getProblemMark().isPresent()) {
            return notYaml(origin, scanner.getProblemMark().get().getLine() + 1, scanner.getProblem(), e);
        }
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        return notYaml(origin, line, e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }

    private static InvalidConfigurationException notYaml(String origin, int line, String what, JacksonException e) {
        return new InvalidConfigurationException(
                origin + ", line " + line + ": not valid YAML: " + what
                        + ". Indent by blanks, not tabs, and put text with \": \" or \"#\" in quotes",
                e);
    }

    /** Reads one document from a parser. */
    private static final class Builder {

        private final String origin;
        private final JsonParser parser;
        private final Map<String, Integer> lines = new HashMap<>();

        Builder(String origin, JsonParser parser) {
            this.origin = origin;
            this.parser = parser;
        }

        LocatedYaml build() {
            if (parser.nextToken() == null) {
                throw refused(1, "", "the file is empty");
            }
            lines.put("", parser.currentTokenLocation().getLineNr());
            JsonNode root = value("");
            if (parser.nextToken() != null) {
                throw refused(
                        parser.currentTokenLocation().getLineNr(),
                        "",
                        "a second document starts here; one file is one recipe, remove the line ---");
            }
            return new LocatedYaml(origin, root, lines);
        }

        private JsonNode value(String pointer) {
            JsonToken token = parser.currentToken();
            refuseAlias(pointer);
            return switch (token) {
                case START_OBJECT -> object(pointer);
                case START_ARRAY -> array(pointer);
                case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
                case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
                case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
                default -> JsonNodeFactory.instance.stringNode(parser.getString());
            };
        }

        private ObjectNode object(String pointer) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                int line = parser.currentTokenLocation().getLineNr();
                if (lines.put(place, line) != null) {
                    throw refused(line, place, "the key \"" + name + "\" is there twice; remove one");
                }
                parser.nextToken();
                object.set(name, value(place));
            }
            return object;
        }

        private ArrayNode array(String pointer) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String place = pointer + "/" + array.size();
                lines.put(place, parser.currentTokenLocation().getLineNr());
                array.add(value(place));
            }
            return array;
        }

        private JsonNode integer() {
            Number number = parser.getNumberValue();
            if (number instanceof BigInteger big) {
                return JsonNodeFactory.instance.numberNode(big);
            }
            return number instanceof Long
                    ? JsonNodeFactory.instance.numberNode(number.longValue())
                    : JsonNodeFactory.instance.numberNode(number.intValue());
        }

        private void refuseAlias(String pointer) {
            if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw refused(
                        parser.currentTokenLocation().getLineNr(),
                        pointer,
                        "YAML references (*name) are not read; write the value out");
            }
        }

        private InvalidConfigurationException refused(int line, String pointer, String message) {
            return new InvalidConfigurationException(
                    origin + ", line " + line + (pointer.isEmpty() ? ": " : ", " + pointer + ": ") + message);
        }
    }
}
