import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.enricher.recipe.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenAI's SDK on so many threads, one client, a connection for each: what a careful user writes in an afternoon. It
 * sends the enricher's prompts and reads the text of each reply, and does nothing with it.
 *
 * @param threads calls in flight
 * @param gap     waited by a thread between two of its calls
 * @param retries of the SDK, which honours Retry-After; 2 is its default
 */
record RawSdk(int threads, Duration gap, int retries) {

    private static final int OUTPUT_TOKENS = 4_000;

    /** Returns how many rows have an answer. */
    int ask(String baseUrl, List<Prompt> prompts) throws InterruptedException {
        OkHttpClient http = http();
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .okHttpClient(http)
                .apiKey(Setup.KEY)
                .baseUrl(baseUrl)
                .maxRetries(retries)
                .build();
        ResponseFormatJsonSchema format = format(prompts.get(0).replySchema());
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> {
                for (int n = next.getAndIncrement(); n < prompts.size(); n = next.getAndIncrement()) {
                    if (isAnswered(client, prompts.get(n), format)) {
                        answered.addAndGet(prompts.get(n).items().size());
                    }
                    pause();
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS);
        http.connectionPool().evictAll();
        return answered.get();
    }

    private static boolean isAnswered(OpenAIClient client, Prompt prompt, ResponseFormatJsonSchema format) {
        try {
            ChatCompletionCreateParams request = ChatCompletionCreateParams.builder()
                    .model(Setup.MODEL)
                    .addSystemMessage(prompt.system())
                    .addUserMessage(prompt.user())
                    .responseFormat(format)
                    .maxCompletionTokens(OUTPUT_TOKENS)
                    .temperature(0.3)
                    .build();
            return client.chat().completions().create(request).choices().get(0).message().content().isPresent();
        } catch (RuntimeException lost) {
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(gap.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OkHttpClient http() {
        Duration timeout = Duration.ofMinutes(5);
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(threads, 5, TimeUnit.MINUTES))
                .readTimeout(timeout)
                .callTimeout(timeout)
                .build();
    }

    private static ResponseFormatJsonSchema format(String replySchema) {
        Map<String, Object> keywords = JsonMapper.shared().readValue(replySchema, new TypeReference<>() {});
        JsonSchema.Schema.Builder schema = JsonSchema.Schema.builder();
        keywords.forEach((keyword, value) -> schema.putAdditionalProperty(keyword, JsonValue.from(value)));
        return ResponseFormatJsonSchema.builder()
                .jsonSchema(JsonSchema.builder().name("enrichment").strict(true).schema(schema.build()).build())
                .build();
    }
}
