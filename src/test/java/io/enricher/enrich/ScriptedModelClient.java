package io.enricher.enrich;

import io.enricher.domain.ModelCall;
import io.enricher.domain.Usage;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model that replies as a function of what it is asked, and remembers every request. For one thread.
 */
final class ScriptedModelClient implements ModelClient {

    private final List<Asked> asked = new ArrayList<>();
    private final Function<Asked, ModelReply> script;

    ScriptedModelClient(Function<Asked, ModelReply> script) {
        this.script = script;
    }

    /**
     * A request about rows.
     *
     * @param number its number, from 1
     * @param topics the items' ids in the prompt, and the topic of each
     */
    record Asked(int number, ModelRequest request, Map<String, String> topics) {

        int size() {
            return topics.size();
        }
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        Asked now = new Asked(asked.size() + 1, request, topics(request));
        asked.add(now);
        ModelReply reply = script.apply(now);
        return new ModelReply(
                reply.text(), reply.finishReason(), "", Usage.NONE, Optional.of(call(now.number(), now.size())));
    }

    /** The ledger's entry that comes with the reply to the n-th request. */
    static ModelCall call(int number, int items) {
        return new ModelCall(
                Instant.ofEpochSecond(number),
                Duration.ofSeconds(1),
                Duration.ZERO,
                1,
                1,
                items,
                1,
                ModelCall.OK,
                OptionalInt.of(200),
                FinishReason.STOP.name(),
                Usage.NONE,
                Optional.empty());
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Items of each request, in order. */
    List<Integer> sizes() {
        return asked.stream().map(Asked::size).toList();
    }

    private static Map<String, String> topics(ModelRequest request) {
        Map<String, String> topics = new LinkedHashMap<>();
        for (JsonNode item :
                JsonMapper.shared().readTree(request.user()).path("items").values()) {
            topics.put(item.path("id").asString(), item.path("topic").asString());
        }
        return topics;
    }
}
