package io.enricher.job;

import io.enricher.domain.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the plan of an estimate, which is its result. */
final class EstimateListener implements RunListener {

    private final RunListener delegate;
    private Optional<Plan> plan = Optional.empty();

    EstimateListener(RunListener delegate) {
        this.delegate = delegate;
    }

    @Override
    public void opened(Path stateDirectory, String cache, List<String> configuration) {
        delegate.opened(stateDirectory, cache, configuration);
    }

    @Override
    public void reads(String files) {
        delegate.reads(files);
    }

    @Override
    public void continues(String news) {
        delegate.continues(news);
    }

    @Override
    public void planned(Plan planned) {
        plan = Optional.of(planned);
        delegate.planned(planned);
    }

    RunResult result() {
        return result("");
    }

    /** @param more a sentence without its full stop; may be empty */
    RunResult result(String more) {
        Plan made = plan.orElseThrow(() -> new IllegalStateException("the estimate made no plan"));
        String json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(made);
        String text = "No call was made." + (more.isEmpty() ? "" : " " + more + ".");
        return new RunResult(text, json, "", ExitCode.OK);
    }

    /** Of an estimate that a signal ended. */
    RunResult stopped(ExitCode exitCode) {
        return new RunResult(
                "The estimate was stopped by a signal. No call was made.",
                "{\"status\":\"STOPPED\",\"exitCode\":" + exitCode.code() + "}",
                "",
                exitCode);
    }
}
