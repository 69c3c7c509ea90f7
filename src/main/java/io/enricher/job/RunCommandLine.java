package io.enricher.job;

import io.enricher.domain.PastRun;
import io.enricher.domain.RunStory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that starts a run again, as a line for a shell. */
final class RunCommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]*");
    private static final String SUMMARY = ".summary.json";

    private RunCommandLine() {}

    static RunStory.Command of(PastRun run, GivenParameters given, RunStory.Effect effect) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("input", run.input());
        words.put("output", output(run.output()));
        words.put("recipe", run.recipe());
        given.values().forEach((name, value) -> {
            if (!value.isEmpty()) {
                words.put(name, value);
            }
        });
        words.put("provider", run.provider());
        words.put("model", run.model());
        String line = words.entrySet().stream()
                .map(word -> quoted(word.getKey() + "=" + word.getValue()))
                .collect(Collectors.joining(" ", "java -jar enricher.jar --job=" + run.job() + " ", ""));
        return new RunStory.Command(effect, line, given.left());
    }

    /** Of several files the history has the summary, whose folder they are in. */
    private static String output(String output) {
        return output.endsWith(SUMMARY) ? output.substring(0, output.lastIndexOf('/') + 1) : output;
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
