package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "gemini-4-argon, 2026-11-30, 2.00, 0.10, 10.00",
        "gemini-4-argon, 2026-12-01, 4.00, 0.20, 20.00",
        "gemini-3.8-flash, 2026-12-31, 0.75, 0.075, 3.75",
        "gemini-3.8-flash, 2027-01-01, 1.50, 0.15, 7.50",
        "gpt-4o-mini, 2026-11-20, 0.15, 0.075, 0.60",
        "gpt-6-luna, 2026-11-20, 0.10, 0.01, 0.50",
    })
    void priceIsThatOfTheDay(String model, LocalDate day, String input, String cached, String output) {
        Price price = PriceList.load(Optional.empty(), day).priceOf(model).orElseThrow();

        assertThat(price.input()).isEqualByComparingTo(input);
        assertThat(price.cachedInput()).isEqualByComparingTo(cached);
        assertThat(price.output()).isEqualByComparingTo(output);
    }

    @Test
    void unknownModelAndFutureEntryHaveNoPrice() {
        PriceList prices = PriceList.load(Optional.empty(), LocalDate.of(2025, 1, 1));

        assertThat(prices.priceOf("nobody-knows")).isEmpty();
        assertThat(prices.priceOf("gemini-4-argon")).isEmpty();
    }

    @Test
    void offlineCostsNothing() {
        Price price = PriceList.load(Optional.empty(), TODAY)
                .priceOf("offline-extractive")
                .orElseThrow();

        assertThat(price.cost(new Usage(1_000_000, 0, 1_000_000, 0))).isZero();
    }

    @Test
    void ownListReplacesItsModelsOnly() throws IOException {
        Path own = write(
                """
                prices:
                  - {model: gpt-4o-mini, input: 1, output: 2}
                  - {model: mine, input: 3, output: 4}
                """);

        PriceList prices = PriceList.load(Optional.of(own), TODAY);

        assertThat(prices.priceOf("gpt-4o-mini").orElseThrow().cachedInput()).isEqualByComparingTo("1");
        assertThat(prices.priceOf("mine").orElseThrow().output()).isEqualByComparingTo("4");
        assertThat(prices.priceOf("gpt-4o").orElseThrow().input()).isEqualByComparingTo("2.5");
    }

    @Test
    void laterEntryCountsInAnyOrder() throws IOException {
        Path own = write(
                """
                prices:
                  - {model: m, from: 2026-03-01, input: 2, output: 2}
                  - {model: m, from: 2026-01-01, input: 1, output: 1}
                  - {model: m, from: 2026-12-01, input: 9, output: 9}
                """);

        assertThat(PriceList.load(Optional.of(own), TODAY)
                        .priceOf("m")
                        .orElseThrow()
                        .input())
                .isEqualByComparingTo("2");
    }

    @Test
    void longPromptsHaveTheirOwnPriceForTheWholeCall() {
        Price price =
                PriceList.load(Optional.empty(), TODAY).priceOf("gpt-6-sol").orElseThrow();

        // 2 in, 0.20 cached, 10 out; over 272,000 tokens in: 4, 0.40 and 15.
        assertThat(price.cost(new Usage(272_000, 100_000, 1_000, 0))).isEqualByComparingTo("0.374");
        assertThat(price.cost(new Usage(272_001, 100_000, 1_000, 0))).isEqualByComparingTo("0.743004");
        assertThat(price.forPrompt(1_000).cost(new Usage(1_000_000, 0, 0, 0)))
                .as("the sum of many short ones")
                .isEqualByComparingTo("2");
    }

    @Test
    void whatIsWrittenToThePromptCacheHasItsOwnPriceAndIsReservedFor() {
        PriceList prices = PriceList.load(Optional.empty(), TODAY);
        Price price = prices.priceOf("gpt-6-sol").orElseThrow();

        // 2 in, 2.50 written, 0.20 read, 10 out.
        assertThat(price.cost(new Usage(1_000, 100, 10, 0, 800))).isEqualByComparingTo("0.00232");
        assertThat(price.mostCost(1_000, 10)).isEqualByComparingTo("0.0026");
        assertThat(price.half().mostCost(1_000, 10)).isEqualByComparingTo("0.0013");
        assertThat(prices.priceOf("gpt-4o").orElseThrow().cost(new Usage(1_000, 0, 10, 0, 800)))
                .as("no price of its own")
                .isEqualByComparingTo("0.0026");
    }

    @Test
    void flexIsHalfThePriceOrWhatTheEntrySays() throws IOException {
        Path own = write(
                """
                prices:
                  - {model: own, input: 2, output: 4, flex: {input: 1.5, cached-input: 0.5, output: 3}}
                  - {model: half, input: 2, output: 4, long-prompts: {above: 10, input: 4, output: 8}}
                """);

        PriceList prices = PriceList.load(Optional.of(own), TODAY, ServiceTier.FLEX);

        assertThat(prices.priceOf("own").orElseThrow())
                .isEqualTo(new Price(new BigDecimal("1.5"), new BigDecimal("0.5"), new BigDecimal("3")));
        assertThat(prices.priceOf("half").orElseThrow().cost(new Usage(10, 0, 10, 0)))
                .isEqualByComparingTo("0.00003");
        assertThat(prices.priceOf("half").orElseThrow().cost(new Usage(20, 0, 10, 0)))
                .isEqualByComparingTo("0.00008");
        assertThat(prices.priceOf("gpt-6-luna").orElseThrow().output()).isEqualByComparingTo("0.25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prices: 7",
                "prices:\n  - {model: m, input: 1, output: 1, long-prompts: {input: 2, output: 2}}",
                "prices:\n  - {model: m, input: 1, output: 1, long-prompts: {above: 10, input: 2}}",
                "prices: [",
                "prices:\n  - {model: m, input: cheap, output: 1}",
                "prices:\n  - {model: m, input: 1}",
                "prices:\n  - {model: m, input: -1, output: 1}",
                "prices:\n  - {input: 1, output: 1}",
                "prices:\n  - {model: m, from: soon, input: 1, output: 1}",
            })
    void wrongListIsNamed(String text) throws IOException {
        Path own = write(text);

        assertThatThrownBy(() -> PriceList.load(Optional.of(own), TODAY).priceOf("m"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(own.toString());
    }

    @Test
    void filesAreReadOnlyWhenAPriceIsAskedFor() {
        Path missing = folder.resolve("none.yml");

        PriceList prices = PriceList.load(Optional.of(missing), TODAY);

        assertThatThrownBy(() -> prices.priceOf("m"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("none.yml");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("own.yml"), text);
    }
}
