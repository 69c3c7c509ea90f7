package io.enricher.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * The job parameters of a command as Spring Batch remembers them beside those of its own, so that the history can say the
 * command again. Not those that the run itself knows better: its input, provider and model.
 *
 * @param values name to value as the command line takes it; paths are absolute
 */
record GivenParameters(Map<String, String> values) {

    private static final String PREFIX = "given.";

    /** Spring Batch's columns hold a little more. */
    private static final int LONGEST_NAME = 90;

    private static final int LONGEST_VALUE = 2_000;

    GivenParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static GivenParameters of(RunRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        // Where it goes by default depends on the folder in which the command is given.
        values.put("output", absolute(request.output().orElse("output/")));
        values.put("recipe", isPath(request.recipe()) ? absolute(request.recipe()) : request.recipe());
        request.format().ifPresent(format -> values.put("format", format));
        request.rows().parameter().ifPresent(rows -> values.put(rows.getKey(), rows.getValue()));
        new TreeMap<>(request.mapping()).forEach((field, column) -> values.put("map." + field, column));
        request.delimiter().ifPresent(delimiter -> values.put("delimiter", delimiter));
        request.encoding().ifPresent(encoding -> values.put("encoding", encoding));
        request.batchSize().ifPresent(size -> values.put("batch-size", size.text()));
        putUnlessEmpty(values, "labels", String.join(",", request.labels()));
        putUnlessEmpty(values, "prefix", request.prefix());
        if (request.cacheUse() == CacheUse.REPLACE) {
            values.put("refresh", "true");
        }
        request.maxLength().ifPresent(length -> values.put("max-length", Integer.toString(length)));
        request.outputOptions().stream().ifPresent(stream -> values.put("stream", absolute(stream)));
        if (request.outputOptions().reader() == OutputOptions.Reader.SPREADSHEET) {
            values.put("excel", "true");
        }
        addSource(values, request.source());
        return new GivenParameters(values);
    }

    private static void addSource(Map<String, String> values, SourceOptions source) {
        source.revision().ifPresent(revision -> values.put("rev", revision));
        putUnlessEmpty(values, "include", String.join(",", source.include()));
        putUnlessEmpty(values, "exclude", String.join(",", source.exclude()));
        if (source.grouping() == SourceOptions.Grouping.NONE) {
            values.put("grouping", "none");
        }
    }

    private static void putUnlessEmpty(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    /** As recipes are told from paths. */
    private static boolean isPath(String recipe) {
        return recipe.contains("/") || recipe.contains("\\") || recipe.endsWith(".yml") || recipe.endsWith(".yaml");
    }

    /** A slash at the end, which names a folder, stays. */
    private static String absolute(String path) {
        String whole = Path.of(path).toAbsolutePath().normalize().toString();
        return path.endsWith("/") && !whole.endsWith("/") ? whole + "/" : whole;
    }

    /** Those of the last start of a run; none if there was no start. */
    static GivenParameters ofLast(List<JobExecution> executions) {
        return executions.isEmpty()
                ? new GivenParameters(Map.of())
                : in(executions.get(executions.size() - 1).getJobParameters());
    }

    /** The parameters of an execution that are of this kind; nothing of one that an earlier release started. */
    static GivenParameters in(JobParameters execution) {
        Map<String, String> values = new LinkedHashMap<>();
        for (JobParameter<?> parameter : execution.parameters()) {
            if (parameter.name().startsWith(PREFIX)) {
                values.put(parameter.name().substring(PREFIX.length()), String.valueOf(parameter.value()));
            }
        }
        return new GivenParameters(new TreeMap<>(values));
    }

    /** The name of one whose value is too long is remembered, without the value. */
    void addTo(JobParametersBuilder builder) {
        values.forEach((name, value) -> {
            if (name.length() <= LONGEST_NAME) {
                builder.addString(PREFIX + name, value.length() <= LONGEST_VALUE ? value : "", false);
            }
        });
    }

    /** Those of which the value was too long. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                left.add(name);
            }
        });
        return left;
    }
}
