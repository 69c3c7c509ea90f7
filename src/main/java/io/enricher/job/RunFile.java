package io.enricher.job;

import io.enricher.input.InputFile;
import io.enricher.output.OutputFormat;
import io.enricher.output.OutputPaths;
import java.util.Map;

/**
 * One input file of a run, and where its rows go.
 *
 * @param columns recipe field to input column
 * @param format  of its output
 * @param paths   of its outputs; its summary and report are those of the run if that reads no other file
 */
record RunFile(InputFile input, Map<String, String> columns, OutputFormat format, OutputPaths paths) {}
