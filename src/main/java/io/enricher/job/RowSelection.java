package io.enricher.job;

import io.enricher.domain.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rows of the input the user asks for. A row's number is its record number from 1, rejected records counted. */
public sealed interface RowSelection {

    /** The whole input. */
    RowSelection ALL = new All();

    /** The job parameter that says so, such as {@code rows=100-200}; none for the whole input. */
    Optional<Map.Entry<String, String>> parameter();

    /** Every row. */
    record All() implements RowSelection {
        @Override
        public Optional<Map.Entry<String, String>> parameter() {
            return Optional.empty();
        }
    }

    /** The rows numbered 1 to {@code count}. */
    record First(long count) implements RowSelection {
        @Override
        public Optional<Map.Entry<String, String>> parameter() {
            return Optional.of(Map.entry("limit", Long.toString(count)));
        }
    }

    /** So many rows from all over the input, always the same ones; see {@link SampleDraw}. */
    record Sample(int size) implements RowSelection {

        /** What a drawing can hold in a small heap. */
        static final int LARGEST = 1_000_000;

        @Override
        public Optional<Map.Entry<String, String>> parameter() {
            return Optional.of(Map.entry("sample", Integer.toString(size)));
        }
    }

    /** The rows numbered {@code first} to {@code last}, or to the end. */
    record Range(long first, OptionalLong last) implements RowSelection {

        private static final Pattern NUMBERS = Pattern.compile("(\\d{1,18})(?:(-)(\\d{1,18})?)?");

        private static Range parse(String text) {
            Matcher numbers = NUMBERS.matcher(text.strip());
            if (!numbers.matches()) {
                throw refusal(text);
            }
            long first = Long.parseLong(numbers.group(1));
            boolean isOneRow = numbers.group(2) == null;
            OptionalLong last = isOneRow
                    ? OptionalLong.of(first)
                    : numbers.group(3) == null
                            ? OptionalLong.empty()
                            : OptionalLong.of(Long.parseLong(numbers.group(3)));
            if (first < 1 || last.orElse(first) < first) {
                throw refusal(text);
            }
            return new Range(first, last);
        }

        private static UsageException refusal(String text) {
            return new UsageException("rows must be row numbers from 1, the lower one first, such as rows=100-200,"
                    + " rows=100- for all from there, or rows=7; not " + text);
        }

        @Override
        public Optional<Map.Entry<String, String>> parameter() {
            String end = last.isEmpty() ? "-" : last.getAsLong() == first ? "" : "-" + last.getAsLong();
            return Optional.of(Map.entry("rows", first + end));
        }
    }

    /**
     * What the job parameters ask for.
     *
     * @param limit  from 1
     * @param sample from 1
     * @param rows   such as {@code 100-200}, {@code 100-} or {@code 7}
     * @throws UsageException if more than one is given, or one makes no sense
     */
    static RowSelection of(OptionalLong limit, OptionalLong sample, Optional<String> rows) {
        Map<String, RowSelection> given = new LinkedHashMap<>();
        limit.ifPresent(count -> given.put("limit", new First(count)));
        sample.ifPresent(size -> given.put("sample", sampleOf(size)));
        rows.ifPresent(text -> given.put("rows", Range.parse(text)));
        if (given.size() > 1) {
            throw new UsageException(String.join(" and ", given.keySet())
                    + " cannot be combined; give one: limit=50 for the first 50 rows, sample=50 for 50 from all over the"
                    + " file, rows=100-200 for those in between");
        }
        return given.values().stream().findFirst().orElse(ALL);
    }

    private static Sample sampleOf(long size) {
        if (size > Sample.LARGEST) {
            throw new UsageException("sample must be at most " + Sample.LARGEST + ", not " + size);
        }
        return new Sample((int) size);
    }
}
