package io.enricher.source;

import java.util.regex.Pattern;

/** What the URL of a repository looks like. Told without git, of which a run over rows loads nothing. */
final class UrlForm {

    /** Two letters at least: a Windows path begins with one. */
    static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+)::?//?.*", Pattern.DOTALL);

    static final Pattern TRANSPORT = Pattern.compile("^[A-Za-z0-9]{2,}::.*", Pattern.DOTALL);

    private static final Pattern SCP_LIKE = Pattern.compile("^[\\w.-]+@[\\w.-]+:[^:]*", Pattern.DOTALL);

    private UrlForm() {}

    /** Whether the user means a URL, be it one that works or not. */
    static boolean fits(String given) {
        return SCHEME.matcher(given).matches()
                || TRANSPORT.matcher(given).matches()
                || (SCP_LIKE.matcher(given).matches() && !given.startsWith("-"));
    }
}
