package io.enricher.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks the simulator in one wire format with the JDK's client, as the simulator's own tests do. */
final class SimulatorClient {

    static final String KEY = "sk-test-0123456789abcdef";
    static final String SCHEMA =
            """
            {"type":"object","additionalProperties":false,"required":["results"],"properties":{"results":{"type":"array",
            "items":{"type":"object","additionalProperties":false,"required":["id","tldr","challenge"],"properties":{
            "id":{"type":"string"},"tldr":{"type":"string"},"challenge":{"type":"string","enum":["practice","expert"]}}}}}}
            """;

    /** The two ways to ask. */
    enum Format {
        OPENAI,
        GEMINI
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ProviderSimulator simulator;
    private final Format format;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SimulatorClient(ProviderSimulator simulator, Format format) {
        this.simulator = simulator;
        this.format = format;
    }

    /** Asks for items with one field each, under the ids 1, 2, 3, … */
    HttpResponse<String> ask(String... texts) throws IOException, InterruptedException {
        return http.send(request(texts), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> askInBackground(String... texts) {
        return http.sendAsync(request(texts), BodyHandlers.ofString());
    }

    /** The text the model wrote; a missing node if it wrote none. */
    JsonNode content(HttpResponse<String> response) {
        return JSON.readTree(response.body())
                .at(
                        switch (format) {
                            case OPENAI -> "/choices/0/message/content";
                            case GEMINI -> "/candidates/0/content/parts/0/text";
                        });
    }

    String finish(HttpResponse<String> response) {
        return JSON.readTree(response.body())
                .at(
                        switch (format) {
                            case OPENAI -> "/choices/0/finish_reason";
                            case GEMINI -> "/candidates/0/finishReason";
                        })
                .asString("");
    }

    List<JsonNode> results(HttpResponse<String> response) {
        return List.copyOf(JSON.readTree(content(response).asString())
                .path("results")
                .valueStream()
                .toList());
    }

    private java.net.http.HttpRequest request(String... texts) {
        var builder = java.net.http.HttpRequest.newBuilder()
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body(items(texts))));
        return switch (format) {
            case OPENAI ->
                builder.uri(URI.create(simulator.openAiBaseUrl() + "/chat/completions"))
                        .header("Authorization", "Bearer " + KEY)
                        .build();
            case GEMINI ->
                builder.uri(URI.create(simulator.geminiBaseUrl() + "/v1beta/models/gemini-test:generateContent"))
                        .header("x-goog-api-key", KEY)
                        .build();
        };
    }

    private static String items(String... texts) {
        ObjectNode prompt = JSON.createObjectNode();
        var items = prompt.putArray("items");
        for (int i = 0; i < texts.length; i++) {
            items.addObject().put("id", Integer.toString(i + 1)).put("topic", texts[i]);
        }
        return prompt.toString();
    }

    private String body(String user) {
        ObjectNode body = JSON.createObjectNode();
        switch (format) {
            case OPENAI -> {
                body.put("model", "gpt-test").put("max_completion_tokens", 512);
                var messages = body.putArray("messages");
                messages.addObject().put("role", "system").put("content", "Label.");
                messages.addObject().put("role", "user").put("content", user);
                var jsonSchema = body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema");
                jsonSchema.put("name", "enrichment").set("schema", JSON.readTree(SCHEMA));
            }
            case GEMINI -> {
                body.putObject("systemInstruction")
                        .putArray("parts")
                        .addObject()
                        .put("text", "Label.");
                var content = body.putArray("contents").addObject().put("role", "user");
                content.putArray("parts").addObject().put("text", user);
                var config = body.putObject("generationConfig").put("maxOutputTokens", 512);
                config.put("responseMimeType", "application/json").set("responseJsonSchema", JSON.readTree(SCHEMA));
            }
        }
        return body.toString();
    }
}
