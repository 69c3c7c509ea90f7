package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.UsageException;
import io.enricher.job.BatchSize;
import io.enricher.job.RowSelection;
import io.enricher.job.RunRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobArgumentsTest {

    /** Words are separated by a blank. */
    @ParameterizedTest(name = "--job={0} {1} -> {2} {3}")
    @CsvSource({
        "'',       input=a.csv,                enrich,   ''",
        "'',       enrich input=a.csv,         enrich,   ''",
        "'',       input=a.csv enrich,         enrich,   ''",
        "'',       estimate input=a.csv,       estimate, ''",
        "estimate, input=a.csv,                estimate, ''",
        "'',       cache,                      cache,    ''",
        "'',       cache stats,                cache,    stats",
        "cache,    clear force=true,           cache,    clear",
        "'',       input=a.csv map.topic=Title, enrich,  ''",
    })
    void aBareWordNamesTheJobAndOneMoreItsAction(String option, String words, String job, String action) {
        JobArguments arguments = parse(option, words);

        assertThat(arguments.job()).isEqualTo(job);
        assertThat(arguments.action().orElse("")).isEqualTo(action);
    }

    @ParameterizedTest(name = "--job={0} {1} -> {2}")
    @CsvSource({
        "enirch,  input=a.csv,                'unknown job \"enirch\". Jobs: enrich, estimate, cache, recipe, history, show, report, compare, doctor, completion. Did you mean enrich?'",
        "'',      enirch input=a.csv,         'Did you mean enrich?'",
        "'',      input/rows.csv,             'input=input/rows.csv'",
        "'',      inptu=a.csv,                'unknown job parameter \"inptu\" for the job enrich. Did you mean input?'",
        "'',      batch_size=5 input=a.csv,   'Did you mean batch-size?'",
        "'',      INPUT=a.csv,                'Did you mean input?'",
        "'',      input=a.csv input=b.csv,    'input is given twice'",
        "enrich,  input=a.csv stats,          'has no action \"stats\"'",
        "'',      enrich stray more,          'more'",
        "cache,   stats input=a.csv,          'unknown job parameter \"input\" for the job cache'",
        "cache,   stats map.topic=a,          'unknown job parameter \"map.topic\"'",
        "'',      map.=a,                     'unknown job parameter \"map.\"'",
        "'',      force=true,                 'unknown job parameter \"force\"'",
    })
    void whatMakesNoCommandIsRefusedWithTheRightSpelling(String option, String words, String message) {
        assertThatThrownBy(() -> parse(option, words))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKeyThatWasTakenForAParameterIsNotRepeated() {
        assertThatThrownBy(() -> parse("", "OPENAI_API_KEY=sk-secret"))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void valuesMayHoldAnything() {
        JobArguments arguments =
                JobArguments.parse(Optional.empty(), List.of("input=a=b.csv", "delimiter=\t", "output=x\ny/"));

        assertThat(arguments.parameters()).isEqualTo(Map.of("input", "a=b.csv", "delimiter", "\t", "output", "x\ny/"));
    }

    @Test
    void parametersBecomeTheRequest() {
        RunRequest request = parse(
                        "",
                        "input=a.csv output=o/ recipe=r provider=gemini model=m format=json limit=5 map.topic=T"
                                + " delimiter=; encoding=utf-16 batch-size=7 prefix=ai_")
                .runRequest();

        assertThat(request.input()).isEqualTo("a.csv");
        assertThat(request.output()).contains("o/");
        assertThat(request.recipe()).isEqualTo("r");
        assertThat(request.provider()).contains("gemini");
        assertThat(request.model()).contains("m");
        assertThat(request.format()).contains("json");
        assertThat(request.rows()).isEqualTo(new RowSelection.First(5));
        assertThat(request.mapping()).isEqualTo(Map.of("topic", "T"));
        assertThat(request.delimiter()).contains(";");
        assertThat(request.encoding()).contains("utf-16");
        assertThat(request.batchSize()).isEqualTo(BatchSize.parse("7"));
        assertThat(request.prefix()).isEqualTo("ai_");
    }

    @Test
    void withoutAnInputTheCommandIsSpelledOut() {
        assertThatThrownBy(() -> parse("", "limit=5").runRequest())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("java -jar enricher.jar --job=enrich input=input/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=ten",
                "limit=",
                "limit=1.5",
                "batch-size=1001",
                "batch-size=0",
                "batch-size=many",
                "output= ",
                "prefix=",
                "prefix=a b",
                "prefix=a/b",
                "prefix=a,b",
                "prefix=123456789012345678901234567890123456789012345678901",
                "sample=0",
                "rows=0",
                "model=",
            })
    void valuesThatMakeNoSenseAreRefusedByName(String parameter) {
        JobArguments arguments = JobArguments.parse(Optional.empty(), List.of("input=a.csv", parameter));

        assertThatThrownBy(arguments::runRequest)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(parameter.substring(0, parameter.indexOf('=')));
    }

    private static JobArguments parse(String option, String words) {
        return JobArguments.parse(Optional.of(option).filter(job -> !job.isEmpty()), Arrays.asList(words.split(" ")));
    }
}
