package io.enricher.cli;

import io.enricher.domain.NearestName;
import io.enricher.domain.UsageException;
import io.enricher.job.BatchSize;
import io.enricher.job.CacheUse;
import io.enricher.job.Doctor;
import io.enricher.job.OutputOptions;
import io.enricher.job.RowSelection;
import io.enricher.job.RunRequest;
import io.enricher.job.SourceOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of the command line: a job, an action, job parameters {@code key=value}.
 *
 * @param job        one of {@link #JOBS}
 * @param action     what to do with it; {@link #actionsOf} names them
 * @param parameters job parameters
 */
record JobArguments(String job, Optional<String> action, Map<String, String> parameters) {

    static final List<String> JOBS = List.of(
            "enrich", "estimate", "cache", "recipe", "history", "show", "report", "compare", "doctor", "completion");

    private static final String MAPPING = "map.";
    private static final Set<String> ENRICH_PARAMETERS = Set.of(
            "input",
            "output",
            "recipe",
            "provider",
            "model",
            "format",
            "limit",
            "sample",
            "rows",
            "delimiter",
            "encoding",
            "batch-size",
            "labels",
            "prefix",
            "refresh",
            "stream",
            "excel",
            "max-length",
            "rev",
            "include",
            "exclude",
            "grouping");
    private static final Map<String, List<String>> ACTIONS = Map.of(
            "enrich", List.of(),
            "estimate", List.of(),
            "cache", List.of("stats", "clear", "export", "import"),
            "recipe", List.of("list", "show", "validate", "new"),
            "history", List.of(),
            "show", List.of(),
            "report", List.of(),
            "compare", List.of(),
            "doctor", List.of(),
            "completion", List.of("bash", "zsh"));
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "enrich",
            ENRICH_PARAMETERS,
            "estimate",
            ENRICH_PARAMETERS,
            "cache",
            Set.of("recipe", "older-than", "force", "export", "import"),
            "recipe",
            Set.of("recipe", "new", "input", "delimiter", "encoding"),
            "history",
            Set.of("last"),
            "show",
            Set.of("id", "call"),
            "report",
            Set.of("id"),
            "compare",
            Set.of("a", "b", "output", "fields", "recipe", "delimiter"),
            "doctor",
            Set.of("provider", "model", "output", "call"),
            "completion",
            Set.of());

    /** Jobs that read rows. */
    private static final Set<String> READERS = Set.of("enrich", "estimate");

    private static final Map<String, String> EXAMPLES =
            Map.of("history", "last=50", "show", "id=42", "report", "id=42", "compare", "a=before.csv b=after.csv");

    /** {@code key=value}; a path or an address that holds = is no key. */
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=(.*)", Pattern.DOTALL);

    private static final Pattern PREFIX = Pattern.compile("[\\p{L}\\p{N}._-]{1,50}");

    JobArguments {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** @throws UsageException if the words make no command; names the right spelling */
    static JobArguments parse(Optional<String> jobOption, List<String> words) {
        List<String> bare = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : words) {
            var matcher = PARAMETER.matcher(word);
            if (!matcher.matches()) {
                bare.add(word);
            } else if (parameters.put(matcher.group(1), matcher.group(2)) != null) {
                throw new UsageException("the job parameter " + matcher.group(1) + " is given twice");
            }
        }
        String job = jobOption.orElseGet(() -> !bare.isEmpty() && namesJob(bare.get(0)) ? bare.remove(0) : "enrich");
        requireKnownJob(job);
        Optional<String> action = bare.isEmpty() ? Optional.empty() : Optional.of(bare.remove(0));
        if (!bare.isEmpty()) {
            throw new UsageException("\"" + bare.get(0) + "\" is no job parameter; parameters are written key=value,"
                    + " such as input=input/rows.csv");
        }
        requireKnownAction(job, action);
        requireKnownParameters(job, parameters.keySet());
        requireTrueOrFalse("force", parameters.get("force"));
        requireTrueOrFalse("refresh", parameters.get("refresh"));
        if (job.equals("doctor")) {
            requireTrueOrFalse("call", parameters.get("call"));
        }
        requireTrueOrFalse("excel", parameters.get("excel"));
        return new JobArguments(job, action, parameters);
    }

    /** Whether a name is that of a job parameter, and so must not be written with dashes. */
    static boolean isParameter(String name) {
        return PARAMETERS.values().stream().anyMatch(known -> known.contains(name)) || name.startsWith(MAPPING);
    }

    /** A word that is a job and an action too, as {@code show} is, is a job. */
    private static boolean namesJob(String word) {
        return JOBS.contains(word) || !isAction(word);
    }

    static List<String> actionsOf(String job) {
        return ACTIONS.getOrDefault(job, List.of());
    }

    /** Among them {@code map.} if fields can be mapped. */
    static Set<String> parametersOf(String job) {
        Set<String> names = new TreeSet<>(PARAMETERS.getOrDefault(job, Set.of()));
        if (READERS.contains(job)) {
            names.add(MAPPING);
        }
        return names;
    }

    private static boolean isAction(String word) {
        return ACTIONS.values().stream().anyMatch(actions -> actions.contains(word));
    }

    /** @throws UsageException if it is empty */
    Optional<String> value(String key) {
        return text(key);
    }

    /** Whether the cache is to be cleared even if a run is unfinished. */
    boolean isForced() {
        return isTrue("force");
    }

    Doctor.Request doctorRequest() {
        return new Doctor.Request(
                text("provider"),
                text("model"),
                text("output"),
                "false".equals(parameters.get("call")) ? Doctor.Call.SKIP : Doctor.Call.MAKE);
    }

    private boolean isTrue(String key) {
        return "true".equals(parameters.get(key));
    }

    RunRequest runRequest() {
        String input = parameters.get("input");
        if (input == null || input.isBlank()) {
            throw new UsageException("which file? Write: java -jar enricher.jar --job=" + job
                    + " input=input/roadmap-engineering-manager.csv");
        }
        Map<String, String> mapping = new TreeMap<>();
        parameters.forEach((key, value) -> {
            if (key.startsWith(MAPPING)) {
                mapping.put(key.substring(MAPPING.length()), value);
            }
        });
        SourceOptions source = sourceOptions();
        return new RunRequest(
                input,
                text("output"),
                text("recipe").orElseGet(() -> RunRequest.defaultRecipe(input, source)),
                text("provider"),
                text("model"),
                text("format"),
                RowSelection.of(number("limit"), number("sample"), text("rows")),
                mapping,
                Optional.ofNullable(parameters.get("delimiter")),
                text("encoding"),
                batchSize(),
                labels(),
                prefix(),
                isTrue("refresh") ? CacheUse.REPLACE : CacheUse.TAKE,
                maxLength(),
                source,
                new OutputOptions(
                        text("stream"),
                        isTrue("excel") ? OutputOptions.Reader.SPREADSHEET : OutputOptions.Reader.ANY_PROGRAM));
    }

    private SourceOptions sourceOptions() {
        return new SourceOptions(text("rev"), globs("include"), globs("exclude"), grouping());
    }

    private List<String> globs(String key) {
        return text(key).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(glob -> !glob.isEmpty())
                .toList();
    }

    private SourceOptions.Grouping grouping() {
        Optional<String> grouping = text("grouping");
        grouping.filter(value -> !value.equals("none")).ifPresent(value -> {
            throw new UsageException("grouping can only be none, which fills prompts by count alone, not " + value
                    + "; leave it out for the grouping of the recipe");
        });
        return grouping.isPresent() ? SourceOptions.Grouping.NONE : SourceOptions.Grouping.OF_THE_RECIPE;
    }

    private List<String> labels() {
        List<String> labels = text("labels").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .toList();
        if (!labels.isEmpty()
                && (labels.contains("")
                        || labels.size() < 2
                        || Set.copyOf(labels).size() < labels.size())) {
            throw new UsageException(
                    "labels must be at least two different texts, none of them empty, such as labels=bug,feature,question");
        }
        return labels;
    }

    private String prefix() {
        String prefix = text("prefix").orElse("");
        if (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches()) {
            throw new UsageException(
                    "prefix must be at most 50 letters, digits, dots, - and _, such as prefix=ai_; not " + prefix);
        }
        return prefix;
    }

    private OptionalInt maxLength() {
        OptionalLong length = number("max-length");
        if (length.isPresent() && (length.getAsLong() < 10 || length.getAsLong() > 1_000_000)) {
            throw new UsageException("max-length must be 10 to 1000000 characters, not " + length.getAsLong());
        }
        return length.isPresent() ? OptionalInt.of((int) length.getAsLong()) : OptionalInt.empty();
    }

    private Optional<String> text(String key) {
        String value = parameters.get(key);
        if (value != null && value.isBlank()) {
            throw new UsageException(key + "= is empty; give it a value or leave it out");
        }
        return Optional.ofNullable(value);
    }

    /** @throws UsageException if it is no whole number from 1 */
    OptionalLong number(String key) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(value.get().strip());
            if (number >= 1) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            throw new UsageException(key + " must be a whole number from 1, not " + value.get());
        }
        throw new UsageException(key + " must be a whole number from 1, not " + value.get());
    }

    private Optional<BatchSize> batchSize() {
        return text("batch-size").map(given -> BatchSize.parse(given)
                .orElseThrow(() -> new UsageException("batch-size must be " + BatchSize.ALLOWED + ", not " + given)));
    }

    private static void requireKnownJob(String job) {
        if (!JOBS.contains(job)) {
            throw new UsageException("unknown job \"" + job + "\". Jobs: " + String.join(", ", JOBS) + "."
                    + NearestName.question(job, JOBS)
                    + (looksLikeAFile(job) ? " If that is the file to read, write input=" + job : ""));
        }
    }

    private static void requireTrueOrFalse(String key, @Nullable String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new UsageException(key + " must be true or false, not \"" + value + "\"");
        }
    }

    private static void requireKnownAction(String job, Optional<String> action) {
        List<String> actions = ACTIONS.getOrDefault(job, List.of());
        if (action.isEmpty() || actions.contains(action.get())) {
            return;
        }
        if (actions.isEmpty()) {
            throw new UsageException("the job " + job + " has no action \"" + action.get()
                    + "\"; parameters are written key=value, such as "
                    + EXAMPLES.getOrDefault(job, "input=" + action.get()));
        }
        throw new UsageException(
                "there is no " + job + " action \"" + action.get() + "\"; use " + String.join(" or ", actions));
    }

    private static boolean looksLikeAFile(String word) {
        return word.contains(".") || word.contains("/");
    }

    private static void requireKnownParameters(String job, Set<String> given) {
        Set<String> known = PARAMETERS.getOrDefault(job, Set.of());
        boolean takesMapping = READERS.contains(job);
        for (String key : given) {
            boolean mapping = key.startsWith(MAPPING) && key.length() > MAPPING.length() && takesMapping;
            if (!known.contains(key) && !mapping) {
                throw new UsageException("unknown job parameter \"" + key + "\" for the job " + job + "."
                        + NearestName.question(key, known) + " Parameters: "
                        + String.join(", ", known.stream().sorted().toList())
                        + (takesMapping ? ", map.FIELD" : "") + ". Settings are written --enricher.name=value");
            }
        }
    }
}
