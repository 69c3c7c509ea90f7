package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.CallTimeline;
import io.enricher.domain.LatencyProfile;
import io.enricher.report.RunReport.Execution;
import io.enricher.report.RunReport.Fact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{x}}\u2028";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void hostileTextNeverBecomesMarkup() {
        RowTable rows = new RowTable(List.of(HOSTILE), Map.of(HOSTILE, List.of(HOSTILE, "b")), 10);
        rows.add(new ReportRow(
                1,
                0,
                RowSource.MODEL,
                "",
                HOSTILE,
                "",
                HOSTILE,
                Map.of("t" + HOSTILE, HOSTILE),
                Map.of(HOSTILE, HOSTILE)));
        rows.add(new ReportRow(
                2,
                0,
                RowSource.FAILED,
                "refused",
                "",
                HOSTILE,
                "",
                Map.of("t" + HOSTILE, HOSTILE),
                Map.of(HOSTILE, "")));

        String page = HtmlReport.render(report(rows, HOSTILE));

        assertThat(page).doesNotContain("<img").doesNotContain("<script>alert");
        assertThat(page.split("<script", -1))
                .as("two islands and our own script")
                .hasSize(4);
        assertThat(page.split("</script", -1)).hasSize(4);
    }

    @Test
    void reasonThatSomebodyWroteIntoTheOutputIsShownLikeAnyOther() {
        RowTable rows = new RowTable(List.of(), Map.of(), 10);
        rows.add(new ReportRow(1, 0, RowSource.FAILED, "my own", "", "", "", Map.of("t", "x"), Map.of()));

        assertThat(HtmlReport.render(report(rows, "f.csv")))
                .contains("<code>my own</code>", "Look at these rows by hand.");
    }

    @Test
    void runThatEndedEarlyTellsHowMuchIsLeft() {
        assertThat(Headline.of(SummaryRuns.capped()).sentence())
                .isEqualTo(
                        "The run ended early. 22 rows have their answers, and none is paid for again. 128 rows are still"
                                + " to be asked.");
    }

    @Test
    void policyAllowsTheStyleAndTheScriptOfThePageAndNothingElse() throws Exception {
        String page = HtmlReport.render(report(new RowTable(List.of(), Map.of(), 10), "file.csv"));

        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("unsafe-")
                .doesNotContain(" style=\"");
        assertThat(page).contains("style-src '" + hash(between(page, "<style>", "</style>")) + "'");
        assertThat(page).contains("script-src '" + hash(between(page, "<script>", "</script>")) + "'");
        assertThat(page).doesNotContainPattern("(?:src|href)=\"(?!#|data:,)");
    }

    @Test
    void manyRowsArePackedAndFewAreReadable() {
        RowTable few = new RowTable(List.of(), Map.of(), 5_000);
        few.add(new ReportRow(1, 0, RowSource.CACHE, "", "", "", "m", Map.of("text", "readable"), Map.of()));
        RowTable many = new RowTable(List.of(), Map.of(), 5_000);
        for (int i = 1; i <= 5_000; i++) {
            many.add(new ReportRow(
                    i,
                    0,
                    RowSource.CACHE,
                    "",
                    "",
                    "",
                    "m",
                    Map.of("text", "the text of row " + i + " ".repeat(60)),
                    Map.of()));
        }

        assertThat(HtmlReport.render(report(few, "f.csv"))).contains("[\"readable\"]");
        String page = HtmlReport.render(report(many, "f.csv"));
        assertThat(page).contains("application/octet-stream").doesNotContain("the text of row");
        assertThat(page.length()).isLessThan(200_000);
    }

    @Test
    void noTwoLabelsOfThePercentilesStandOnOneLine() {
        String chart = LatencyChart.draw(new LatencyProfile(
                100,
                Duration.ofMillis(900),
                Duration.ofMillis(905),
                Duration.ofMillis(910),
                List.of(new LatencyProfile.Bar(724, 1024, 100))));

        Matcher labels = Pattern.compile("y=\"([0-9.]+)\" text-anchor=\"[a-z]+\">p[0-9]{2} ")
                .matcher(chart);
        assertThat(labels.results().map(label -> label.group(1)).distinct()).hasSize(3);
    }

    @Test
    void pauseOfANightDoesNotPressTheRunIntoACorner() {
        TimeAxis axis = TimeAxis.of(
                List.of(
                        execution(1, NOON, NOON.plusSeconds(60)),
                        execution(2, NOON.plusSeconds(36_000), NOON.plusSeconds(36_060))),
                0,
                1_000);

        assertThat(axis.pauses()).singleElement().satisfies(pause -> assertThat(pause.width())
                .isLessThanOrEqualTo(100));
        assertThat(axis.x(NOON)).isEqualTo(0);
        assertThat(axis.x(NOON.plusSeconds(30))).isBetween(220.0, 230.0);
        assertThat(axis.x(NOON.plusSeconds(36_030))).isBetween(770.0, 780.0);
        assertThat(axis.x(NOON.plusSeconds(99_999))).isEqualTo(1_000);
    }

    private static String between(String page, String from, String to) {
        int start = page.indexOf(from) + from.length();
        return page.substring(start, page.indexOf(to, start));
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    private static Execution execution(long id, Instant from, Instant until) {
        return new Execution(id, from, Optional.of(until), "COMPLETED", List.of());
    }

    private static RunReport report(RowTable rows, String text) {
        return new RunReport(
                SummaryRuns.withFailures(),
                7,
                List.of(new Fact(text, text)),
                List.of(new Fact(text, text)),
                "java -jar enricher.jar input=" + text,
                List.of(execution(1, NOON, NOON.plusSeconds(60))),
                new CallTimeline(
                        Duration.ofSeconds(1), List.of(new CallTimeline.Step(NOON.plusSeconds(2), 20, 1, 1, 3, 16))),
                new LatencyProfile(
                        1,
                        Duration.ofMillis(900),
                        Duration.ofMillis(900),
                        Duration.ofMillis(900),
                        List.of(new LatencyProfile.Bar(724, 1024, 1))),
                List.of(),
                rows,
                "1.0",
                NOON,
                ZoneOffset.UTC);
    }
}
