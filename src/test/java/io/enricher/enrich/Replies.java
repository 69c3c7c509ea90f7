package io.enricher.enrich;

import io.enricher.domain.Usage;
import io.enricher.enrich.ScriptedModelClient.Asked;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelReply;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What a scripted model says about topics. A right answer repeats its item's topic, so that it can be told apart. */
final class Replies {

    private Replies() {}

    static ModelReply all(Asked asked) {
        return only(asked, topic -> true);
    }

    /** Right answers of the items whose topic passes; of the others nothing. */
    static ModelReply only(Asked asked, Predicate<String> answered) {
        return text(results(asked.topics().entrySet().stream()
                .filter(item -> answered.test(item.getValue()))
                .map(item -> answer(item.getKey(), item.getValue()))
                .toList()));
    }

    /** Right answers, but of items whose topic passes one that is not as the recipe asks. */
    static ModelReply invalid(Asked asked, Predicate<String> invalid) {
        return text(results(asked.topics().entrySet().stream()
                .map(item -> invalid.test(item.getValue())
                        ? "{\"id\":\"" + item.getKey() + "\",\"tldr\":7,\"challenge\":\"easy\"}"
                        : answer(item.getKey(), item.getValue()))
                .toList()));
    }

    /** The first so many answers whole, then the start of the next, cut at the output limit. */
    static ModelReply cutAfter(Asked asked, int complete) {
        List<String> answers = asked.topics().entrySet().stream()
                .map(item -> answer(item.getKey(), item.getValue()))
                .toList();
        String whole = results(answers.subList(0, Math.min(complete + 1, answers.size())));
        int cut = whole.lastIndexOf("\"challenge\"");
        return new ModelReply(whole.substring(0, cut), FinishReason.LENGTH, "", Usage.NONE);
    }

    static ModelReply text(String text) {
        return new ModelReply(text, FinishReason.STOP, "", Usage.NONE);
    }

    static ModelReply ended(FinishReason reason) {
        return new ModelReply("", reason, "", Usage.NONE);
    }

    static ModelException.Transient serverError() {
        return new ModelException.Transient(
                ModelException.Kind.SERVER_ERROR, Optional.empty(), "500 from the model", new IllegalStateException());
    }

    static ModelException.TooLong tooLong() {
        return new ModelException.TooLong("longer than the context", new IllegalStateException());
    }

    static ModelException.Rejected rejected() {
        return new ModelException.Rejected("400 from the model", new IllegalStateException());
    }

    static ModelException.Blocked blocked() {
        return new ModelException.Blocked("blocked by the filter", new IllegalStateException());
    }

    /** What a right answer of a topic looks like in the store. */
    static String answerJson(String topic) {
        return JsonMapper.shared()
                        .writeValueAsString(Map.of("tldr", tldr(topic)))
                        .replace("}", "") + ",\"challenge\":\"expert\"}";
    }

    static String answer(String id, String topic) {
        return "{\"id\":\"" + id + "\"," + answerJson(topic).substring(1);
    }

    static String results(Collection<String> answers) {
        return answers.stream().collect(Collectors.joining(",", "{\"results\":[", "]}"));
    }

    private static String tldr(String topic) {
        return "about " + topic;
    }
}
