package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.MaxTokensParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

class EnricherPropertiesTest {

    private static final Path USERS_COPY = Path.of("config/application.yml");

    /** A setting that is commented out; prose has no key before its first colon. */
    private static final Pattern COMMENTED = Pattern.compile("( *)# ([a-z-]+): (\\S+)");

    @Test
    void theUsersCopyOfTheSettingsSetsNothingSoThatAProfileOfTheJarHolds() throws IOException {
        assertThat(Settings.in(new FileSystemResource(USERS_COPY)).values()).containsOnly("");
        assertThat(Settings.of(USERS_COPY)).isEqualTo(Settings.of());
    }

    @Test
    void everyDefaultOfTheJarStandsInTheUsersCopyAsAComment() throws IOException {
        Map<String, String> documented = commentedIn(Files.readAllLines(USERS_COPY));

        Map<String, String> defaults = new TreeMap<>(Settings.in(new ClassPathResource("application.yml")));
        defaults.keySet().removeIf(name -> !name.startsWith("enricher."));
        defaults.values().removeIf(String::isEmpty);
        assertThat(defaults).hasSizeGreaterThan(10);
        assertThat(documented).containsAllEntriesOf(defaults);
    }

    @Test
    void aCallMayTakeAMinuteAndWithFlexAQuarterOfAnHourUnlessItIsSaidOtherwise() {
        assertThat(Settings.of().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(Settings.of("enricher.service-tier=flex").timeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(Settings.of("enricher.service-tier=flex", "enricher.timeout=90s")
                        .timeout())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void anotherServiceTierIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> Settings.of("enricher.service-tier=priority"))
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("enricher.service-tier must be flex")
                .hasMessageContaining("priority");
    }

    @Test
    void theProfileForAModelOnThisMachineIsPatientAndAsksOneCallAtATime() {
        EnricherProperties local = Settings.ofProfileLocal();

        assertThat(local.concurrency()).isOne();
        assertThat(local.timeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(new CostSettings(local).cap()).isEmpty();
        assertThat(local.openai().maxTokensParameter()).isEqualTo(MaxTokensParameter.MAX_TOKENS);
        assertThat(local.maxAttempts()).as("what it does not name").isEqualTo(5);
    }

    private static Map<String, String> commentedIn(List<String> lines) {
        Map<String, String> settings = new TreeMap<>();
        String section = "";
        for (String line : lines) {
            Matcher commented = COMMENTED.matcher(line);
            if (line.matches(" {2}[a-z-]+:")) {
                section = line.substring(2, line.length() - 1) + ".";
            } else if (commented.matches()) {
                String within = commented.group(1).length() == 2 ? "" : section;
                settings.put(
                        "enricher." + within + commented.group(2),
                        commented.group(3).replace("\"", ""));
            }
        }
        return settings;
    }

    @ParameterizedTest
    @CsvSource({
        "enricher.concurrency=0,          1 to 1000",
        "enricher.concurrency=1001,       1 to 1000",
        "enricher.batch-size=0,           auto or 1 to 1000",
        "enricher.batch-size=Auto20,      auto or 1 to 1000",
        "enricher.timeout=0s,             longer than 0",
        "enricher.lock-wait=-1s,          0s or longer",
        "enricher.shutdown-grace=-1s,     0s or longer",
        "enricher.history-retention=-1d,  0d or longer",
        "enricher.failed-cooldown=-1s,    0s or longer",
        "enricher.cache.heap-entries=-1,  0 or more",
    })
    void aSettingOutOfItsRangeIsRefusedByNameWithWhatIsAllowed(String setting, String allowed) {
        assertThatThrownBy(() -> Settings.of(setting))
                .rootCause()
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(setting.substring(0, setting.indexOf('=')) + " must be " + allowed);
    }
}
