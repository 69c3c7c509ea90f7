package io.enricher.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the job parameters say of a source tree.
 *
 * @param revision branch, tag or commit to read; none: the work tree, or of a URL its usual branch
 * @param include  globs of the files to read; none: those of programs
 * @param exclude  globs of files not to read
 * @param grouping which spans share a prompt
 */
public record SourceOptions(Optional<String> revision, List<String> include, List<String> exclude, Grouping grouping) {

    /** Nothing is said. */
    public static final SourceOptions NONE =
            new SourceOptions(Optional.empty(), List.of(), List.of(), Grouping.OF_THE_RECIPE);

    /** Which spans share a prompt. */
    public enum Grouping {
        /** Those that the recipe says belong together. */
        OF_THE_RECIPE,
        /** Any: prompts are filled by count alone. */
        NONE
    }

    public SourceOptions {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** The names of the parameters that make sense for a source tree alone and are given. */
    List<String> ofTreesAlone() {
        List<String> given = new ArrayList<>();
        revision.ifPresent(text -> given.add("rev"));
        if (!include.isEmpty()) {
            given.add("include");
        }
        if (!exclude.isEmpty()) {
            given.add("exclude");
        }
        return given;
    }
}
