package io.enricher.domain;

/**
 * A valid answer of one item.
 *
 * @param json  the answer's fields as one canonical JSON object, without the id
 * @param model the model it is credited to in the output
 * @param note  flags for {@code enrichment_note}, empty if there are none
 */
public record Answer(String json, String model, String note) {}
