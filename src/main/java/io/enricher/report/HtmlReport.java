package io.enricher.report;

import com.samskivert.mustache.Template;
import io.enricher.domain.LatencyProfile;
import io.enricher.domain.RunSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as one page that needs nothing beside itself. Everything that comes from rows, models or files reaches the page
 * escaped by the template, or through a {@link JsonIsland}; only drawings ({@link Svg}) and islands are put in as they are.
 */
public final class HtmlReport {

    private static final Template PAGE = ReportResources.template("report.mustache");

    private HtmlReport() {}

    /** The whole page. */
    public static String render(RunReport report) {
        Map<String, Object> values = new LinkedHashMap<>();
        ReportResources.addLook(values, "report");
        values.put("name", nameOf(report.run().input()));
        values.put("runId", report.runId());
        values.put("headline", Headline.of(report.run()));
        values.put("problem", report.run().problem().orElse(""));
        values.put("figures", Figure.of(report.run(), report.latency()));
        List<ShareBar.Share> shares = ShareBar.sharesOf(report.run().rows());
        values.put("shareBar", ShareBar.draw(shares));
        values.put("sources", shares);
        new NeedsALook(report.run(), report.rows()).addTo(values);
        TimelineSection timeline = new TimelineSection(report);
        timeline.addTo(values);
        addLatency(values, report.run(), report.latency());
        RowsSection rows = new RowsSection(report.rows(), nameOf(report.run().output()));
        rows.addTo(values);
        values.put(
                "hasCharts",
                report.latency().calls() > 0 || !report.rows().distributions().isEmpty());
        new CostSection(report.run(), report.calls()).addTo(values);
        new DetailsSection(report).addTo(values);
        values.put("meta", JsonIsland.write("meta", json -> {
            json.writeStartObject();
            rows.write(json);
            timeline.write(json);
            json.writeEndObject();
        }));
        values.put("rows", RowIsland.write(report.rows()));
        return PAGE.execute(values);
    }

    private static void addLatency(Map<String, Object> values, RunSummary run, LatencyProfile latency) {
        values.put("hasLatency", latency.calls() > 0);
        values.put("latency", latency.calls() > 0 ? LatencyChart.draw(latency) : "");
        values.put("latencyCalls", latency.calls());
        values.put("batchSizes", run.batchSizes().areWorthTelling() ? BatchSizesText.of(run.batchSizes()) : "");
    }

    static String nameOf(String path) {
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }
}
