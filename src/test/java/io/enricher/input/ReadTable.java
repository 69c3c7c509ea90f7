package io.enricher.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.enricher.domain.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Everything that a reader yields of a CSV text, and everything that it rejects. */
record ReadTable(CsvTable table, List<SourceRecord> records, List<RejectedRecord> rejected) {

    static final String SOURCE = "input/rows.csv";

    static ReadTable of(String text) {
        return of(text.getBytes(UTF_8), ReaderSettings.DETECT);
    }

    static ReadTable of(byte[] bytes, ReaderSettings settings) {
        CsvTable table = table(bytes, settings);
        List<RejectedRecord> rejected = new ArrayList<>();
        List<SourceRecord> records = new ArrayList<>();
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.BEGINNING, rejected::add);
        reader.open(new ExecutionContext());
        try {
            for (SourceRecord record = reader.read(); record != null; record = reader.read()) {
                records.add(record);
            }
        } finally {
            reader.close();
        }
        return new ReadTable(table, records, rejected);
    }

    static CsvTable table(byte[] bytes, ReaderSettings settings) {
        return table(() -> new ByteArrayInputStream(bytes), settings);
    }

    static CsvTable table(ByteSource bytes, ReaderSettings settings) {
        try {
            return CsvTable.inspect(bytes, SOURCE, settings, Optional.empty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ReaderSettings encoding(String name) {
        return new ReaderSettings(Optional.empty(), Optional.of(name));
    }

    List<List<String>> rows() {
        return records.stream()
                .map(record -> List.copyOf(record.fields().values()))
                .toList();
    }

    List<Long> lines() {
        return records.stream().map(SourceRecord::line).toList();
    }

    List<Long> numbers() {
        return records.stream().map(SourceRecord::number).toList();
    }
}
