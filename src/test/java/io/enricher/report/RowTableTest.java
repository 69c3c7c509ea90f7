package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTableTest {

    @Test
    void holdsEveryRowAsLongAsTheyFit() {
        RowTable table = new RowTable(List.of(), Map.of("label", List.of("a", "b")), 100);
        for (int i = 1; i <= 100; i++) {
            table.add(row(i, RowSource.MODEL, "a", "short"));
        }

        assertThat(table.embedded()).extracting(ReportRow::number).hasSize(100).startsWith(1L, 2L, 3L);
        assertThat(table.rows()).isEqualTo(100);
    }

    @Test
    void ofMoreItHoldsAllThatNeedALookAndAnEvenSampleOfTheOthers() {
        RowTable table = new RowTable(List.of(), Map.of("label", List.of("a", "b", "c")), 100);
        for (int i = 1; i <= 10_000; i++) {
            table.add(i % 500 == 0 ? failed(i) : row(i, RowSource.MODEL, i % 4 == 0 ? "b" : "a", "short"));
        }

        List<ReportRow> embedded = table.embedded();
        assertThat(embedded)
                .hasSizeBetween(50, 100)
                .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
        assertThat(embedded.stream().filter(row -> row.source() == RowSource.FAILED))
                .hasSize(20);
        long inFirstHalf =
                embedded.stream().filter(row -> row.number() <= 5_000).count();
        assertThat((double) inFirstHalf / embedded.size()).isBetween(0.45, 0.55);
        assertThat(table.hasAllToLookAt()).isTrue();
        assertThat(table.reasons()).containsExactly(new Reason("refused", 20, 500, "because"));
        assertThat(table.distributions())
                .containsExactly(new Distribution("label", Map.of("a", 7_500L, "b", 2_480L, "c", 0L)));
    }

    @Test
    void saysWhenNotEvenTheRowsThatNeedALookFit() {
        RowTable table = new RowTable(List.of(), Map.of(), 10);
        for (int i = 1; i <= 1_000; i++) {
            table.add(failed(i));
        }

        assertThat(table.embedded()).hasSizeBetween(5, 10);
        assertThat(table.hasAllToLookAt()).isFalse();
        assertThat(table.reasons()).containsExactly(new Reason("refused", 1_000, 1, "because"));
    }

    @Test
    void longTextsTakeThePlaceOfManyRows() {
        RowTable table = new RowTable(List.of(), Map.of("label", List.of()), 100);
        for (int i = 1; i <= 100; i++) {
            table.add(row(i, RowSource.MODEL, "a", "x".repeat(1_000_000)));
        }

        assertThat(table.embedded()).hasSizeLessThanOrEqualTo(3);
        assertThat(table.embedded().get(0).input().get("text"))
                .startsWith("xxx")
                .endsWith("… (980000 more characters in the output)");
    }

    @Test
    void rowsOfSeveralFilesKeepTheirOrder() {
        RowTable table = new RowTable(List.of("a.csv", "b.csv"), Map.of(), 10);
        for (int file = 0; file < 2; file++) {
            for (int i = 1; i <= 2; i++) {
                table.add(new ReportRow(i, file, RowSource.CACHE, "", "", "", "m", Map.of("t", "x"), Map.of()));
            }
        }

        assertThat(table.embedded())
                .extracting(row -> row.file() + "/" + row.number())
                .containsExactly("0/1", "0/2", "1/1", "1/2");
    }

    private static ReportRow row(long number, RowSource source, String label, String text) {
        return new ReportRow(number, 0, source, "", "", "", "m", Map.of("text", text), Map.of("label", label));
    }

    private static ReportRow failed(long number) {
        return new ReportRow(
                number, 0, RowSource.FAILED, "refused", "", "because", "", Map.of("text", "t"), Map.of("label", ""));
    }
}
