package io.enricher.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What pages are made of, from the jar. */
final class ReportResources {

    private static final String FOLDER = "/report/";

    private ReportResources() {}

    /** Texts are escaped unless they stand in three braces; a name that has no value is an error, an empty text is none. */
    static Template template(String name) {
        return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(text(name));
    }

    /** Adds style and script of a page, and the hashes by which its security policy knows them. */
    static void addLook(Map<String, Object> values, String page) {
        values.put("style", text(page + ".css"));
        values.put("styleHash", hash(page + ".css"));
        values.put("script", text(page + ".js"));
        values.put("scriptHash", hash(page + ".js"));
    }

    static String text(String name) {
        try (InputStream stream = ReportResources.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException(FOLDER + name + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(FOLDER + name + " cannot be read", e);
        }
    }

    private static String hash(String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text(name).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
