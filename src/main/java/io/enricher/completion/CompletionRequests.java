package io.enricher.completion;

import io.enricher.provider.Message;
import io.enricher.provider.Message.Role;
import io.enricher.provider.ModelRequest;
import io.enricher.recipe.TokenEstimator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes requests of conversations. Safe for many threads. */
final class CompletionRequests {

    private final TokenEstimator estimator;
    private final Optional<String> replySchema;
    private final int maxOutputTokens;

    CompletionRequests(TokenEstimator estimator, Optional<String> replySchema, int maxOutputTokens) {
        this.estimator = estimator;
        this.replySchema = replySchema;
        this.maxOutputTokens = maxOutputTokens;
    }

    /**
     * A conversation as providers take it.
     *
     * @param system  all system messages, parted by an empty line
     * @param earlier what the user and the model said before
     * @param user    what the user says now
     */
    record Conversation(String system, List<Message> earlier, String user) {}

    /** @throws IllegalArgumentException if it does not end with a message of the user */
    static Conversation check(List<Message> messages, int index) {
        if (messages.isEmpty() || messages.get(messages.size() - 1).role() != Role.USER) {
            throw new IllegalArgumentException("conversation " + index + " must end with a message of the user");
        }
        Message last = messages.get(messages.size() - 1);
        List<Message> before = messages.subList(0, messages.size() - 1);
        return new Conversation(
                before.stream()
                        .filter(message -> message.role() == Role.SYSTEM)
                        .map(Message::text)
                        .collect(Collectors.joining("\n\n")),
                before.stream().filter(message -> message.role() != Role.SYSTEM).toList(),
                last.text());
    }

    ModelRequest of(Conversation conversation) {
        long tokens = estimator.estimate(conversation.system());
        tokens += estimator.estimate(conversation.user());
        for (Message message : conversation.earlier()) {
            tokens += estimator.estimate(message.text());
        }
        return new ModelRequest(
                conversation.system(),
                conversation.earlier(),
                conversation.user(),
                replySchema,
                1,
                tokens,
                maxOutputTokens);
    }
}
