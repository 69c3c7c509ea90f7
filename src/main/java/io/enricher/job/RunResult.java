package io.enricher.job;

import io.enricher.domain.ExitCode;

/**
 * How a command ended.
 *
 * @param text     for a person, on the standard output
 * @param json     the same as one JSON object
 * @param lastLine stable and greppable; empty if the command has none
 * @param exitCode of the process
 */
public record RunResult(String text, String json, String lastLine, ExitCode exitCode) {}
