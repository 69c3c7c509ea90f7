package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.PastRun;
import io.enricher.domain.RunStory;
import io.enricher.domain.RunSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

class GivenParametersTest {

    @Test
    void whatWasGivenComesBackFromTheJobParametersAndDoesNotIdentifyTheRun() {
        RunRequest request = Requests.of(
                Path.of("/in/a.csv"),
                "output=out/",
                "recipe=my.yml",
                "map.topic=Title",
                "labels=a,b",
                "prefix=ai_",
                "sample=5",
                "refresh=true",
                "max-length=80",
                "batch-size=auto");
        JobParametersBuilder builder = new JobParametersBuilder(JobIdentity.parametersOf(7));

        GivenParameters.of(request).addTo(builder);

        GivenParameters found = GivenParameters.in(builder.toJobParameters());
        assertThat(found.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "output", Path.of("out").toAbsolutePath() + "/",
                        "recipe", Path.of("my.yml").toAbsolutePath().toString(),
                        "map.topic", "Title",
                        "labels", "a,b",
                        "prefix", "ai_",
                        "sample", "5",
                        "refresh", "true",
                        "max-length", "80",
                        "batch-size", "auto"));
        assertThat(builder.toJobParameters().getIdentifyingParameters())
                .isEqualTo(JobIdentity.parametersOf(7).getIdentifyingParameters());
    }

    @Test
    void aValueThatIsTooLongIsMissedByNameAndOddWordsAreQuoted() {
        RunRequest request = Requests.of(
                Path.of("/in/it's a.csv"), "output=/out/", "labels=" + "a".repeat(1_500) + "," + "b".repeat(1_500));
        JobParametersBuilder builder = new JobParametersBuilder();
        GivenParameters.of(request).addTo(builder);

        RunStory.Command command = RunCommandLine.of(
                run("/in/it's a.csv", "/out/a.enriched.csv"),
                GivenParameters.in(builder.toJobParameters()),
                RunStory.Effect.REPEATS);

        assertThat(command.left()).containsExactly("labels");
        assertThat(command.line())
                .isEqualTo("java -jar enricher.jar --job=enrich 'input=/in/it'\\''s a.csv' output=/out/ recipe=roadmap"
                        + " provider=openai model=m");
    }

    @Test
    void aRunOfAnEarlierReleaseIsStartedAgainByWhatItsRowKnows() {
        assertThat(RunCommandLine.of(
                                run("/in/*.csv", "/out/in.summary.json"),
                                GivenParameters.in(JobIdentity.parametersOf(7)),
                                RunStory.Effect.REPEATS)
                        .line())
                .isEqualTo("java -jar enricher.jar --job=enrich 'input=/in/*.csv' output=/out/ recipe=roadmap"
                        + " provider=openai model=m");
    }

    private static PastRun run(String input, String output) {
        return new PastRun(
                7,
                "enrich",
                "COMPLETED",
                OptionalInt.of(0),
                "roadmap",
                "openai",
                "m",
                input,
                output,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Duration.ZERO,
                RunSummary.Rows.NONE,
                0,
                Optional.empty());
    }
}
