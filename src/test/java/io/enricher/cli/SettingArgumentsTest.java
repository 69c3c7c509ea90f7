package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.UsageException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--enricher.concurrency=8",
                "--enricher.openai.base-url=http://localhost:1/v1",
                "--enricher.limits.requests-per-minute=5",
                "--enricher.cache.heap-entries=0",
                "--spring.datasource.url=jdbc:postgresql://localhost/x",
                "--logging.level.root=debug",
                "--enricher.model=",
            })
    void settingsOfOursAndOfSpringPass(String setting) {
        assertThatCode(() -> SettingArguments.check(List.of(setting))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "--input=a.csv,               'job parameters have no dashes. Write: input=a.csv'",
        "--input,                     'Write: input=…'",
        "--map.topic=Title,           'Write: map.topic=Title'",
        "--batch-size=5,              'Write: batch-size=5'",
        "--enricher.concurency=8,     'unknown setting --enricher.concurency. Did you mean enricher.concurrency?'",
        "--enricher.maxCost=5,        'unknown setting --enricher.maxCost. Did you mean enricher.max-cost?'",
        "--enricher.nonsense=8,       'config/application.yml'",
        "--verbos,                    'Did you mean --verbose?'",
        "-x,                          'unknown option -x'",
        "--enricher.concurrency,      'has no value; write --enricher.concurrency=value'",
        "--enricher.openai.api-key=k, 'a key on the command line is visible'",
    })
    void othersAreRefusedWithTheRightSpelling(String setting, String message) {
        assertThatThrownBy(() -> SettingArguments.check(List.of(setting)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--enricher.openai.api-key=sk-secret", "--api-key=sk-secret", "--openai_api_key=sk-secret"})
    void aKeyIsNeverRepeated(String setting) {
        assertThatThrownBy(() -> SettingArguments.check(List.of(setting)))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("sk-secret");
    }
}
