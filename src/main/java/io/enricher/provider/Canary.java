package io.enricher.provider;

/** One tiny question that has nothing to do with any row, to find out whether a provider answers at all. */
final class Canary implements Runnable {

    static final ModelRequest QUESTION = new ModelRequest(
            "Answer with the id of each item.",
            "{\"items\":[{\"id\":\"ping\",\"text\":\"ping\"}]}",
            "{\"type\":\"object\",\"properties\":{\"results\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
                    + "\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"],"
                    + "\"additionalProperties\":false}}},\"required\":[\"results\"],\"additionalProperties\":false}",
            1,
            40,
            1024);

    private final AttemptClient client;
    private final CallListener listener;

    /** @param listener told of the call if it was answered: it was paid for */
    Canary(AttemptClient client, CallListener listener) {
        this.client = client;
        this.listener = listener;
    }

    @Override
    public void run() {
        client.ask(QUESTION, 1).call().ifPresent(listener::callWithoutAnswers);
    }
}
