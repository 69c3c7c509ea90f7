package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.enricher.testing.Browser;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a run with hostile rows, failures and refused calls, in a real browser. */
class ReportIT {

    private static final int ROWS = 120;
    private static final String MARKUP =
            "<img src=x onerror=\"document.title='PWNED'\"></script><script>document.title='PWNED'</script>";

    @TempDir
    static Path folder;

    private static Path report;
    private static CommandRun run;
    private static Browser browser;

    @BeforeAll
    static void runOnce() throws IOException {
        Workplace workplace = new Workplace(Files.createDirectory(folder.resolve("work")));
        workplace.write("topics.csv", tickets());
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                // First: the first rule that fits decides, whichever prompt comes second.
                .rule(When.event(2), Fault.RATE_LIMITED)
                .rule(When.containing("POISON"), Then.fault(Fault.WRONG_TYPE).about("POISON"))
                .start()) {
            run = workplace.enrich(Wire.OPENAI, simulator, "recipe=classify", "labels=bug,praise,question");
        }
        report = workplace.folder().resolve("output").resolve("topics.classify.report.html");
        assertThat(report).as(run.everything()).exists();
        browser = Browser.start(Files.createDirectory(folder.resolve("browser")), Browser.Scripts.ON);
    }

    /** A row of each kind that pages have fallen for. */
    private static String tickets() {
        StringBuilder csv = new StringBuilder("id,text\n");
        for (int i = 1; i <= ROWS; i++) {
            String text =
                    switch (i) {
                        case 3 -> MARKUP;
                        case 4 -> "=HYPERLINK(\"http://evil.example\",\"click\")";
                        case 5 -> "\u202Eright to left \u0645\u0631\u062D\u0628\u0627";
                        case 6 -> "long " + "x".repeat(1_000_000);
                        case 7 -> "";
                        case 70, 71 -> "POISON ticket " + i;
                        case 80 -> "same as row 81";
                        case 81 -> "same as row 81";
                        default -> "Ticket " + i + " about the export button";
                    };
            csv.append("T-")
                    .append(i)
                    .append(",\"")
                    .append(text.replace("\"", "\"\""))
                    .append("\"\n");
        }
        return csv.append("one,two,three,four\n").toString();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        browser.resize(1280, 1000);
        browser.prefer("light");
        browser.open(report, "");
    }

    @Test
    void saysInASentenceHowTheRunEndedAndWhatToDo() {
        assertThat(run.exitCode()).as(run.everything()).isEqualTo(3);
        assertThat(run.out()).contains("Report:          " + report);
        assertThat(browser.find("h1").getText())
                .isEqualTo("117 of 121 rows enriched. 3 failed and 1 could not be read.");
        assertThat(browser.find("#verdict").getText()).isEqualTo("Completed, some rows failed");
        assertThat(browser.find("#look h2").getText()).isEqualTo("4 rows need a look");
        assertThat(browser.texts("#look tbody code")).containsExactly("invalid_answer", "missing_field", "rejected");
        assertThat(browser.find("#cost").getText()).contains("refused (429), sent again");
        assertThat(browser.find("#run pre").getText()).contains("--job=enrich", "recipe=classify");
        assertThat(browser.isShown("#timeline svg")).isTrue();
    }

    @Test
    void searchFiltersAndSortWorkTogetherAndStandInTheAddress() {
        browser.find("#q").sendKeys("poison");
        awaitRows(2);
        assertThat(browser.texts(".vt mark")).isNotEmpty().allMatch(text -> text.equalsIgnoreCase("poison"));
        assertThat(browser.driver().getCurrentUrl()).endsWith("#q=poison");

        browser.click("#clear");
        awaitRows(ROWS);
        browser.click("[data-why=invalid_answer]");
        awaitRows(2);
        assertThat(numbers()).containsExactly("70", "71");

        browser.click(".vt thead th:first-child button");
        assertThat(numbers()).containsExactly("71", "70");
        assertThat(browser.find(".vt thead th").getDomAttribute("aria-sort")).isEqualTo("descending");
        String address = browser.driver().getCurrentUrl();

        browser.open(report, address.substring(address.indexOf('#')));
        assertThat(numbers()).as("a colleague who opens the address").containsExactly("71", "70");
    }

    @Test
    void barsAndChipsFilterTheRows() {
        long praised = count("praise");
        browser.script(
                "document.querySelector('[data-facet=\"0\"] [data-value]').dispatchEvent(new MouseEvent('click'))");
        String first = browser.find("[data-facet=\"0\"] [data-value] .em").getText();
        awaitRows((int) count(first));
        assertThat(browser.driver().getCurrentUrl()).endsWith("#a.label=" + first);
        assertThat(praised).isPositive();

        browser.click("#clear");
        browser.click("[data-source=\"2\"]");
        awaitRows(1);
        assertThat(numbers()).containsExactly("81");
    }

    @Test
    void rowOpensWithAllOfItsInputAndAnswerAndByKeyboardToo() {
        browser.find("body").sendKeys("/");
        browser.driver().switchTo().activeElement().sendKeys("onerror");
        awaitRows(1);
        browser.find(".vt tbody tr[data-i]").sendKeys(Keys.ENTER);

        assertThat(browser.find("#d-title").getText()).isEqualTo("Row 3");
        assertThat(browser.texts("#d-cells h3")).contains("label", "confidence", "reason", "id", "text");
        assertThat(browser.texts("#d-cells pre")).contains(MARKUP);

        browser.click("#d-close");
        assertThat(browser.isShown("dialog")).isFalse();
    }

    @Test
    void hostileRowsChangeNothingOnThePage() {
        browser.find("#q").sendKeys("PWNED");
        awaitRows(1);
        browser.click(".vt tbody tr[data-i]");

        assertThat(browser.driver().getTitle()).startsWith("Enrichment report");
        assertThat(browser.script("return document.querySelectorAll('img').length"))
                .isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isEmpty();
        assertThat(report.toFile().length()).as("a cell of 1 MB is cut").isLessThan(400_000);
    }

    @Test
    void rowsOnViewAreDownloadedAsCsvThatASpreadsheetDoesNotRun() throws IOException {
        Path downloads = folder.resolve("browser").resolve("downloads");
        browser.find("#q").sendKeys("evil.example");
        awaitRows(1);
        browser.click("#csv");
        Path csv = downloads.resolve("topics.rows.csv");
        browser.await(() -> Files.exists(csv));

        String text = Files.readString(csv);
        assertThat(text).startsWith("\uFEFFrow,id,text,label,confidence,reason,source,reason,note,message\r\n");
        assertThat(text).contains("4,T-4,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"click\"\")\"");
        assertThat(text.lines()).hasSize(2);
    }

    @Test
    void anchorOfASectionLeavesTheFiltersAlone() {
        browser.find("#q").sendKeys("poison");
        awaitRows(2);
        browser.script("location.hash = '#cost'");
        browser.await(() -> browser.driver().getCurrentUrl().endsWith("#cost"));

        assertThat(numbers()).containsExactly("70", "71");
    }

    @Test
    void pageIsWrittenAgainFromTheHistoryAndSaysWhenTheOutputIsGone() throws IOException {
        Path work = report.getParent().getParent();
        String before = Files.readString(report);
        String state = "--enricher.state-dir=" + work.resolve(".enricher");

        CommandRun again = CommandRun.here("--job=report", "id=1", state);

        assertThat(again.exitCode()).as(again.everything()).isZero();
        assertThat(again.out()).contains("Report:  " + report);
        String rows = "(?s).*<script type=\"application/[a-z-]+\" id=\"rows\">(.*?)</script>.*";
        assertThat(Files.readString(report).replaceFirst(rows, "$1"))
                .as("the same rows")
                .isEqualTo(before.replaceFirst(rows, "$1"));

        Path output = report.resolveSibling("topics.classify.enriched.csv");
        Path aside = Files.move(output, output.resolveSibling("aside.csv"));
        CommandRun.here("--job=report", "id=1", state);
        assertThat(Files.readString(report)).contains("gone by now", "These are the rows that failed");
        Files.move(aside, output);
        Files.writeString(report, before);
        assertThat(CommandRun.here("--job=report", "id=9", state).exitCode()).isEqualTo(2);
    }

    @Test
    void phoneNeedsNoSidewaysScroll() {
        browser.resize(390, 844);
        browser.open(report, "");

        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(390L);
        assertThat(browser.isShown("h1")).isTrue();
    }

    @Test
    void lightAndDarkHaveNoSeriousFaultOfAccess() {
        String light = background();
        assertThat(seriousFaults()).as("light").isEmpty();

        browser.prefer("dark");
        assertThat(background()).isNotEqualTo(light);
        assertThat(seriousFaults()).as("dark").isEmpty();

        browser.click("#theme");
        assertThat(background())
                .as("the user's choice goes before the system's")
                .isEqualTo(light);
        browser.script("localStorage.clear()");
    }

    @Test
    void withoutScriptsAllButTheTableIsThere() throws IOException {
        try (Browser plain = Browser.start(Files.createDirectory(folder.resolve("plain")), Browser.Scripts.OFF)) {
            plain.openWithoutScripts(report);

            assertThat(plain.find("h1").getText()).contains("117 of 121");
            assertThat(plain.isShown("#timeline svg")).isTrue();
            assertThat(plain.find("#rowsec").getText()).contains("Searching needs JavaScript");
            assertThat(plain.isShown(".tools, .vt, #csv, #theme, [data-why]")).isFalse();
        }
    }

    private static List<String> numbers() {
        return browser.texts(".vt tbody tr[data-i] td:first-child");
    }

    private static long count(String label) {
        return ((Number) browser.script("return [...document.querySelectorAll('[data-facet=\"0\"] [data-value]')]"
                        + ".filter(bar => bar.getAttribute('aria-label').startsWith('" + label + ", '))"
                        + ".map(bar => Number(/, ([0-9]+) row/.exec(bar.getAttribute('aria-label'))[1]))[0]"))
                .longValue();
    }

    private static void awaitRows(int rows) {
        String told = rows == ROWS ? ROWS + " rows" : rows + " of " + ROWS + " rows";
        browser.await(() -> browser.find("#count").getText().startsWith(told));
    }

    private static String background() {
        return String.valueOf(browser.script("return getComputedStyle(document.body).backgroundColor"));
    }

    private static List<String> seriousFaults() {
        return new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream()
                        .filter(rule -> Stream.of("serious", "critical").anyMatch(rule.getImpact()::equals))
                        .map(Rule::toString)
                        .toList();
    }
}
