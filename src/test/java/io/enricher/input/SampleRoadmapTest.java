package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** The sample that a newcomer runs first holds what real files hold. */
class SampleRoadmapTest {

    private static final List<SourceRecord> RECORDS = new ArrayList<>();
    private static final List<RejectedRecord> REJECTED = new ArrayList<>();
    private static InputFile sample;

    @BeforeAll
    static void readSample() throws Exception {
        sample = InputFile.open(Path.of("input/roadmap-engineering-manager.csv"), ReaderSettings.DETECT);
        ItemStreamReader<SourceRecord> reader = Readers.fromBeginning(sample, REJECTED::add);
        reader.open(new ExecutionContext());
        for (SourceRecord record = reader.read(); record != null; record = reader.read()) {
            RECORDS.add(record);
        }
        reader.close();
    }

    @Test
    void sampleIs150WholeRecords() {
        assertThat(RECORDS).hasSize(150);
        assertThat(REJECTED).isEmpty();
        assertThat(sample.columns()).containsExactly("level", "area", "topic", "description");
        assertThat(sample.dialect()).isEqualTo(new CsvDialect(',', StandardCharsets.UTF_8, false, "\n"));
        assertThat(RECORDS)
                .allSatisfy(record -> assertThat(record.fields().values()).noneMatch(String::isBlank));
    }

    @Test
    void noTwoTopicsAreTheSame() {
        assertThat(RECORDS).extracting(record -> record.fields().get("topic")).doesNotHaveDuplicates();
        assertThat(RECORDS)
                .extracting(record -> record.fields().get("description"))
                .doesNotHaveDuplicates();
    }

    @Test
    void sampleHoldsTheHardCases() {
        assertThat(described(text -> text.contains("\n"))).hasSizeGreaterThanOrEqualTo(8);
        assertThat(described(text -> text.contains("\""))).hasSizeGreaterThanOrEqualTo(20);
        assertThat(described(text -> text.contains(","))).hasSizeGreaterThanOrEqualTo(50);
        assertThat(described(text -> text.contains("\\"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(described(text -> text.startsWith("'"))).isNotEmpty();
        assertThat(described(text -> text.contains(";"))).isNotEmpty();
        assertThat(described(text -> !StandardCharsets.US_ASCII.newEncoder().canEncode(text)))
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(described(text -> text.codePoints().anyMatch(Character::isIdeographic)))
                .isNotEmpty();
        assertThat(described(text -> text.codePoints().anyMatch(point -> point > 0xFFFF)))
                .isNotEmpty();
    }

    private static List<SourceRecord> described(Predicate<String> predicate) {
        return RECORDS.stream()
                .filter(record -> predicate.test(record.fields().get("description")))
                .toList();
    }
}
