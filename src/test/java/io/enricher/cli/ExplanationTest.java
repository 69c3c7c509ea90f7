package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.domain.NotNowException;
import io.enricher.domain.UsageException;
import java.sql.SQLException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplanationTest {

    @Test
    void aMistakeOfTheUserIsToldInItsOwnWordsHoweverDeepItIsWrapped() {
        Explanation explanation = Explanation.of(
                new IllegalStateException("bean", new RuntimeException(new NotNowException("the lock is held"))));

        assertThat(explanation.message()).isEqualTo("the lock is held");
        assertThat(explanation.exitCode()).isEqualTo(ExitCode.NOT_NOW);
        assertThat(explanation.isUnexpected()).isFalse();
    }

    @Test
    void aDatabaseThatRefusesIsABadConfiguration() {
        Explanation explanation =
                Explanation.of(new IllegalStateException(new SQLException("Connection to db:5432 refused", "08001")));

        assertThat(explanation.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(explanation.message()).contains("spring.datasource.url", "Connection to db:5432 refused");
    }

    @Test
    void aBrokenConfigurationFileIsABadConfiguration() {
        Explanation explanation = Explanation.of(new IllegalStateException(new YAMLException("mapping values")));

        assertThat(explanation.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(explanation.message()).contains("not YAML: mapping values");
    }

    @Test
    void whatNobodyForesawKeepsItsTypeAndAsksForAReport() {
        Explanation explanation = Explanation.of(new IllegalStateException("odd"));

        assertThat(explanation.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(explanation.message()).contains("start again", "IllegalStateException: odd");
        assertThat(explanation.isUnexpected()).isTrue();
    }

    @Test
    void aCauseThatIsItsOwnCauseEndsTheSearch() {
        Explanation explanation = Explanation.of(new CircularException());

        assertThat(explanation.isUnexpected()).isTrue();
    }

    @Property(tries = 300, seed = "1")
    void anyMessageIsOneJsonObject(@ForAll String message) {
        JsonNode json = JsonMapper.shared()
                .readTree(Explanation.of(new UsageException(message)).json());

        assertThat(json.path("problem").asString()).isEqualTo(message);
        assertThat(json.path("exitCode").asInt()).isEqualTo(2);
        assertThat(json.path("status").asString()).isEqualTo("FAILED");
    }

    private static final class CircularException extends RuntimeException {

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }
}
