package io.enricher.job;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.regex.Pattern;

/** Spring Batch gives each thread of the enrich step a step of its own; they are measured as one. */
final class ThreadsAsOneStep implements MeterFilter {

    private static final Pattern THREAD = Pattern.compile(":thread-\\d+$");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("spring.batch.")) {
            return id;
        }
        List<Tag> tags =
                id.getTags().stream().map(ThreadsAsOneStep::withoutThread).toList();
        return id.replaceTags(tags);
    }

    private static Tag withoutThread(Tag tag) {
        return tag.getKey().endsWith("step.name")
                ? Tag.of(tag.getKey(), THREAD.matcher(tag.getValue()).replaceFirst(""))
                : tag;
    }
}
