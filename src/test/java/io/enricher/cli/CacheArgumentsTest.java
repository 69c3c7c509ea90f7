package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.UsageException;
import io.enricher.job.CacheRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheArgumentsTest {

    private static CacheRequest request(String... words) {
        return new CacheArguments(JobArguments.parse(Optional.of("cache"), List.of(words))).request();
    }

    @Test
    void aFileNamesTheActionByItself() {
        assertThat(request("export=none.jsonl"))
                .isEqualTo(request("export", "export=none.jsonl"))
                .isEqualTo(new CacheRequest.Export(Path.of("none.jsonl"), Optional.empty()));
        assertThat(request("import=none.jsonl"))
                .isEqualTo(request("import", "import=none.jsonl"))
                .isEqualTo(new CacheRequest.Import(Path.of("none.jsonl")));
        assertThat(request()).isEqualTo(request("stats"));
    }

    @Test
    void clearTakesARecipeAnAgeOrNothing() {
        assertThat(request("clear"))
                .isEqualTo(new CacheRequest.Clear(Optional.empty(), Optional.empty(), CacheRequest.Unfinished.REFUSE));
        assertThat(request("clear", "recipe=roadmap", "older-than=30d", "force=true"))
                .isEqualTo(new CacheRequest.Clear(
                        Optional.of("roadmap"), Optional.of(Duration.ofDays(30)), CacheRequest.Unfinished.FORCE));
    }

    @ParameterizedTest
    @CsvSource({"30d, P30D", "12h, PT12H", "90m, PT1H30M", "99999d, P99999D"})
    void anAgeIsDaysHoursOrMinutes(String text, Duration age) {
        assertThat(request("clear", "older-than=" + text))
                .isEqualTo(new CacheRequest.Clear(Optional.empty(), Optional.of(age), CacheRequest.Unfinished.REFUSE));
    }

    @ParameterizedTest
    @CsvSource({
        "clear older-than=30, such as 30d",
        "clear older-than=0d, such as 30d",
        "clear older-than=-1d, such as 30d",
        "clear older-than=100000d, such as 30d",
        "clear older-than=1w, such as 30d",
        "clear older-than=, older-than= is empty",
        "clear olderthan=1d, Did you mean older-than?",
        "clear export=x.jsonl, the cache action clear takes no export=",
        "stats recipe=roadmap, the cache action stats takes no recipe=",
        "stats export=x.jsonl, the cache action stats takes no export=",
        "export, --job=cache export=answers.jsonl",
        "export recipe=roadmap, --job=cache export=answers.jsonl",
        "import, --job=cache import=answers.jsonl",
        "import=a.jsonl export=b.jsonl, the cache action export takes no import=",
        "import=a.jsonl recipe=roadmap, the cache action import takes no recipe=",
        "export=pom.xml, pom.xml is there already and holds something other than exported answers",
        "export=src, src is there already",
    })
    void whatDoesNotBelongTogetherIsRefused(String words, String message) {
        assertThatThrownBy(() -> request(words.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }
}
