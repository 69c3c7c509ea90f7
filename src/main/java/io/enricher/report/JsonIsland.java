package io.enricher.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Data for the page's script, as a script element that the browser does not run. Nothing in it can end the element: small
 * data is JSON without a less-than sign, large data is packed.
 */
final class JsonIsland {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** Packed, this is some 50 KB; less is left readable. */
    private static final int LONGEST_PLAIN = 300_000;

    private JsonIsland() {}

    /** @param id of the element */
    static String write(String id, Consumer<JsonGenerator> content) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
            content.accept(generator);
        }
        return json.size() <= LONGEST_PLAIN ? plain(id, json) : packed(id, json);
    }

    private static String plain(String id, ByteArrayOutputStream json) {
        String text = json.toString(StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return "<script type=\"application/json\" id=\"" + id + "\">" + text + "</script>";
    }

    private static String packed(String id, ByteArrayOutputStream json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            json.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return "<script type=\"application/octet-stream\" id=\"" + id + "\">"
                + Base64.getEncoder().encodeToString(packed.toByteArray()) + "</script>";
    }
}
