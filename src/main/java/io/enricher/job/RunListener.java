package io.enricher.job;

import java.nio.file.Path;
import java.util.List;

/** Told what a run is about, as it learns it. Called from the run's own thread. */
public interface RunListener {

    /**
     * The run has opened its state.
     *
     * @param stateDirectory absolute
     * @param cache          such as {@code new, empty cache} or {@code 75 entries (latest: …)}
     * @param configuration  the configuration files that were read
     */
    void opened(Path stateDirectory, String cache, List<String> configuration);

    /** The input is a folder or a pattern; {@code files} says which, and what was found. */
    void reads(String files);

    /** An earlier start of the same run is continued, or one for the same output is given up; {@code news} says so. */
    void continues(String news);

    /** What is to do is known. */
    void planned(Plan plan);
}
