package io.enricher.source;

import java.util.List;
import java.util.Optional;

/**
 * Which sources are asked for.
 *
 * @param given    a folder, or the URL of a git repository
 * @param revision a branch, tag or commit; without it the files of a folder as they are, of a URL its default branch
 * @param include  globs as in {@code .gitignore}, relative to the folder: only files that one of them matches
 * @param exclude  the same: files that none of them matches
 */
public record SourceRequest(String given, Optional<String> revision, List<String> include, List<String> exclude) {

    public SourceRequest {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
