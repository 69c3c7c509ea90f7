package io.enricher.recipe;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema (2020-12, formats asserted) that values are checked against. Safe for use by many threads. The only
 * place that loads the validator's classes, which takes some 100 ms: made when the first value is to be checked.
 */
final class JsonSchema {

    private final JsonNode document;
    private final Schema schema;

    /**
     * One broken rule.
     *
     * @param pointer   JSON pointer of the value that breaks it
     * @param keyword   the schema's keyword
     * @param property  the property it is about, for {@code required} and {@code additionalProperties}
     * @param subschema the part of the schema in which the keyword stands
     */
    record Violation(String pointer, String keyword, Optional<String> property, JsonNode subschema) {

        /** What the keyword asks for. */
        JsonNode limit() {
            return subschema.path(keyword);
        }
    }

    JsonSchema(JsonNode document) {
        this.document = document;
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config()))
                .getSchema(document);
        this.schema.initializeValidators();
    }

    private static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    }

    List<Violation> check(JsonNode value) {
        return schema.validate(value).stream().map(this::violation).toList();
    }

    private Violation violation(Error error) {
        String subschema = error.getSchemaLocation().getFragment().getParent().toString();
        return new Violation(
                error.getInstanceLocation().toString(),
                error.getKeyword(),
                Optional.ofNullable(error.getProperty()),
                document.at(subschema));
    }
}
