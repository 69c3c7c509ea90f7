package io.enricher.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command that starts a run again, as it is typed into a shell. */
final class RepeatCommand {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./,:=@%+-]+");

    private RepeatCommand() {}

    /**
     * The job parameters by name.
     *
     * @param location of the input; shown in place of the address of a repository, in which there may be a password
     */
    static Map<String, String> parameters(RunRequest request, String location) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("input", TreeInput.isRemote(request.input()) ? location : request.input());
        request.output().ifPresent(output -> parameters.put("output", output));
        if (!request.recipe().equals(RunRequest.defaultRecipe(request.input(), request.source()))) {
            parameters.put("recipe", request.recipe());
        }
        request.provider().ifPresent(provider -> parameters.put("provider", provider));
        request.model().ifPresent(model -> parameters.put("model", model));
        request.format().ifPresent(format -> parameters.put("format", format));
        request.rows().parameter().ifPresent(rows -> parameters.put(rows.getKey(), rows.getValue()));
        new TreeMap<>(request.mapping()).forEach((field, column) -> parameters.put("map." + field, column));
        request.delimiter().ifPresent(delimiter -> parameters.put("delimiter", delimiter));
        request.encoding().ifPresent(encoding -> parameters.put("encoding", encoding));
        request.batchSize().ifPresent(size -> parameters.put("batch-size", size.text()));
        if (!request.labels().isEmpty()) {
            parameters.put("labels", String.join(",", request.labels()));
        }
        if (!request.prefix().isEmpty()) {
            parameters.put("prefix", request.prefix());
        }
        if (request.cacheUse() == CacheUse.REPLACE) {
            parameters.put("refresh", "true");
        }
        request.maxLength().ifPresent(length -> parameters.put("max-length", Integer.toString(length)));
        addSource(parameters, request.source());
        return parameters;
    }

    private static void addSource(Map<String, String> parameters, SourceOptions source) {
        source.revision().ifPresent(revision -> parameters.put("rev", revision));
        if (!source.include().isEmpty()) {
            parameters.put("include", String.join(",", source.include()));
        }
        if (!source.exclude().isEmpty()) {
            parameters.put("exclude", String.join(",", source.exclude()));
        }
        if (source.grouping() == SourceOptions.Grouping.NONE) {
            parameters.put("grouping", "none");
        }
    }

    static String text(String job, Map<String, String> parameters) {
        return "java -jar enricher.jar --job=" + job + " "
                + parameters.entrySet().stream()
                        .map(parameter -> quoted(parameter.getKey() + "=" + parameter.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
