package io.enricher.job;

import io.enricher.domain.TextDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What makes two starts the same run: everything that shapes its output. Threads, limits and the cost cap are not part
 * of it and may change between restarts.
 *
 * @param parts name to value, such as {@code model} to {@code gpt-6-luna}
 */
record RunIdentity(Map<String, String> parts) {

    static final String INPUT = "input";
    static final String TREE_STATE = INPUT + " state";
    static final String COLUMNS = "columns";
    static final String REFRESH = "refresh";

    private static final Set<String> SHOWN = Set.of(
            INPUT,
            INPUT + " size and time",
            TREE_STATE,
            "recipe",
            "recipe text",
            "provider",
            "model",
            "model parameters",
            COLUMNS,
            "output",
            "format",
            "delimiter",
            "encoding",
            "prefix",
            "excel",
            REFRESH,
            "limit",
            "sample",
            "rows");

    RunIdentity {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    static RunIdentity of(RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put(INPUT, prepared.input().location());
        parts.put(
                prepared.tree().isPresent() ? TREE_STATE : INPUT + " size and time",
                prepared.input().identity());
        parts.put("recipe", prepared.recipe().name());
        parts.put("recipe text", prepared.recipe().fingerprint());
        parts.put("recipe finish", prepared.recipe().finish().identity());
        parts.put("provider", provider.provider());
        parts.put("model", provider.model());
        parts.put("model parameters", provider.settings().parameters().identity());
        parts.put(COLUMNS, distinct(prepared, file -> new TreeMap<>(file.columns()).toString()));
        parts.put("output", prepared.paths().key().toString());
        parts.put("format", distinct(prepared, file -> file.format().extension()));
        request.delimiter().ifPresent(delimiter -> parts.put("delimiter", delimiter));
        request.encoding().ifPresent(encoding -> parts.put("encoding", encoding));
        if (!request.prefix().isEmpty()) {
            parts.put("prefix", request.prefix());
        }
        if (request.cacheUse() == CacheUse.REPLACE) {
            parts.put(REFRESH, "true");
        }
        if (request.outputOptions().reader() == OutputOptions.Reader.SPREADSHEET) {
            parts.put("excel", "true");
        }
        request.rows().parameter().ifPresent(rows -> parts.put(rows.getKey(), rows.getValue()));
        return new RunIdentity(parts);
    }

    /** Of one file its own text; of several what differs among them, in their order. */
    private static String distinct(PreparedInput prepared, Function<RunFile, String> part) {
        return prepared.files().stream().map(part).distinct().collect(Collectors.joining(", "));
    }

    String hash() {
        TextDigest digest = TextDigest.create();
        parts.forEach((name, value) -> digest.add(name).add(value));
        return digest.hex();
    }

    /** What of it may be shown, in the order of its names: nothing that this list does not know. */
    SortedMap<String, String> shown() {
        SortedMap<String, String> known = new TreeMap<>(parts);
        known.keySet().retainAll(SHOWN);
        return known;
    }

    /** In the order of their names. */
    List<RunChange> changesSince(RunIdentity earlier) {
        SortedMap<String, String> names = new TreeMap<>(earlier.parts);
        names.putAll(parts);
        List<RunChange> changes = new ArrayList<>();
        for (String name : names.keySet()) {
            String before = earlier.parts.getOrDefault(name, "none");
            String now = parts.getOrDefault(name, "none");
            if (!Objects.equals(before, now)) {
                changes.add(RunChange.of(name, before, now));
            }
        }
        return changes;
    }
}
