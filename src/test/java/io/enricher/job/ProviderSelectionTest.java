package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSelectionTest {

    private static final Recipe RECIPE = new RecipeLoader(Path.of("no-such-directory")).load("roadmap");
    private static final Path INPUT = Path.of("rows.csv");

    /** Environment and settings, separated by blanks; whether a model answered this recipe before. */
    @ParameterizedTest(name = "[{0}] before={1} -> {2} {3}")
    @CsvSource({
        "'',                                                    false, offline, offline-extractive",
        "OPENAI_API_KEY=k,                                      false, openai, gpt-6-luna",
        "OPENAI_API_KEY=k,                                      true,  openai, gpt-6-luna",
        "GEMINI_API_KEY=k,                                      false, gemini, gemini-3.1-flash-lite",
        "GOOGLE_API_KEY=k,                                      false, gemini, gemini-3.1-flash-lite",
        "OPENAI_API_KEY=k GEMINI_API_KEY=g,                     false, openai, gpt-6-luna",
        "OPENAI_API_KEY=,                                       false, offline, offline-extractive",
        "OPENAI_API_KEY= GEMINI_API_KEY=g,                      false, gemini, gemini-3.1-flash-lite",
        "OPENAI_BASE_URL=http://localhost:1/v1,                 false, openai, gpt-6-luna",
        "OPENAI_BASE_URL=http://localhost:1/v1,                 true,  openai, gpt-6-luna",
        "enricher.openai.base-url=http://localhost:1/v1,        false, openai, gpt-6-luna",
        "OPENAI_BASE_URL=http://x/v1 enricher.model=llama,      false, openai, llama",
        "OPENAI_API_KEY=k GEMINI_API_KEY=g provider=gemini,     false, gemini, gemini-3.1-flash-lite",
        "OPENAI_API_KEY=k provider=offline,                     true,  offline, offline-extractive",
        "OPENAI_API_KEY=k enricher.provider=offline,            true,  offline, offline-extractive",
        "OPENAI_API_KEY=k enricher.model=a model=b,             false, openai, b",
        "enricher.provider=offline provider=auto OPENAI_API_KEY=k, false, openai, gpt-6-luna",
        "provider=offline model=offline-extractive,             false, offline, offline-extractive",
    })
    void theProviderFollowsFromWhatIsSet(String given, boolean answeredBefore, String provider, String model) {
        ProviderChoice choice = choose(given, answeredBefore);

        assertThat(choice.provider()).isEqualTo(provider);
        assertThat(choice.model()).isEqualTo(model);
    }

    @ParameterizedTest(name = "[{0}] before={1} -> refused: {2}")
    @CsvSource({
        "'',                                  true,  this recipe was answered by a model before",
        "enricher.model=gpt-x,                false, the model gpt-x is named",
        "model=gpt-x,                         false, the model gpt-x is named",
        "GEMINI_BASE_URL=http://localhost:1,  false, a base-url for Gemini is set",
        "provider=openai,                     false, no key for openai",
        "provider=gemini,                     false, no key for gemini",
        "GEMINI_API_KEY=g provider=openai,    false, no key for openai",
        "provider=mistral,                    false, there is no provider \"mistral\"",
        "provider=offline model=gpt-x,        false, the offline provider has one model",
        "OPENAI_BASE_URL=http://[,            false, OPENAI_BASE_URL is not an address",
    })
    void whatWouldSilentlyAskSomebodyElseIsRefused(String given, boolean answeredBefore, String message) {
        assertThatThrownBy(() -> choose(given, answeredBefore))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aRefusalForWantOfAKeySaysHowCronGetsOne() {
        assertThatThrownBy(() -> choose("", true))
                .hasMessageContaining("cron does not read your shell profile")
                .hasMessageContaining("enricher.openai.api-key-file");
    }

    @Test
    void theStoreIsNotAskedWhenAKeyDecides() {
        ProviderChoice choice = selection("OPENAI_API_KEY=k").choose(Requests.of(INPUT), RECIPE, () -> {
            throw new AssertionError("asked");
        });

        assertThat(choice.reason()).isEqualTo("key from OPENAI_API_KEY");
    }

    @Test
    void aKeyFileGoesBeforeTheEnvironmentAndItsTextIsStripped(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "  from-file \n");

        ProviderChoice choice = choose("OPENAI_API_KEY=from-env enricher.openai.api-key-file=" + file, false);

        assertThat(choice.reason()).isEqualTo("key from " + file);
        assertThat(choice.settings().key().orElseThrow().value()).isEqualTo("from-file");
    }

    @Test
    void anEmptyOrMissingKeyFileIsRefusedByName(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> choose("enricher.gemini.api-key-file=" + empty, false))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(empty + " (enricher.gemini.api-key-file) is empty");
        assertThatThrownBy(() -> choose("enricher.gemini.api-key-file=" + missing, false))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(missing + " cannot be read");
    }

    @Test
    void bothKeysAreSaidButNotToThoseWhoNamedTheProvider() {
        String both = "OPENAI_API_KEY=k GEMINI_API_KEY=g";

        assertThat(choose(both, false).reason()).contains("a Gemini key is set, too");
        assertThat(choose(both + " provider=openai", false).reason()).doesNotContain("Gemini");
        assertThat(choose(both + " enricher.provider=openai", false).reason()).doesNotContain("Gemini");
    }

    @Test
    void parametersThatShapeAnswersArePartOfTheModelsIdentity() {
        assertThat(choose("OPENAI_API_KEY=k enricher.openai.temperature=0.2", false)
                        .modelIdentity())
                .isNotEqualTo(choose("OPENAI_API_KEY=k", false).modelIdentity())
                .startsWith("gpt-6-luna");
    }

    private static ProviderChoice choose(String given, boolean answeredBefore) {
        List<String> parameters = words(given).stream()
                .filter(word -> word.startsWith("provider=") || word.startsWith("model="))
                .toList();
        RunRequest request = Requests.of(INPUT, parameters.toArray(String[]::new));
        return selection(given).choose(request, RECIPE, () -> answeredBefore);
    }

    private static ProviderSelection selection(String given) {
        List<String> settings = new ArrayList<>(words(given));
        settings.removeIf(word -> !word.startsWith("enricher."));
        return new ProviderSelection(Settings.of(settings.toArray(String[]::new)), environment(given));
    }

    private static Function<String, Optional<String>> environment(String given) {
        Map<String, String> variables = words(given).stream()
                .filter(word -> Character.isUpperCase(word.charAt(0)))
                .collect(Collectors.toMap(
                        word -> word.substring(0, word.indexOf('=')), word -> word.substring(word.indexOf('=') + 1)));
        return name -> Optional.ofNullable(variables.get(name));
    }

    private static List<String> words(String given) {
        return Arrays.stream(given.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
