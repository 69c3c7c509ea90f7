package io.enricher.provider;

/** Corrects the estimates of input tokens by what replies report. */
final class LearningModelClient implements ModelClient {

    private final TokenCorrection correction;
    private final ModelClient delegate;

    LearningModelClient(TokenCorrection correction, ModelClient delegate) {
        this.correction = correction;
        this.delegate = delegate;
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        ModelReply reply = delegate.ask(request);
        correction.observed(request.estimatedInputTokens(), reply.usage().input());
        return reply;
    }
}
