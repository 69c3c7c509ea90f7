package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.UsageException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.NetRCCredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/**
 * The URL of a repository, parted from the credentials in it as soon as it is read: what git is told, and what anybody
 * sees, has none.
 *
 * @param shown       without credentials; of ssh with the user, who is no secret there
 * @param credentials those of the URL, otherwise those of {@code ~/.netrc}
 */
record RepositoryUrl(String shown, String name, CredentialsProvider credentials) {

    private static final Set<String> SCHEMES = Set.of("https", "ssh", "file");

    private static final String WORKING = "https://, ssh:// and file:// work, and git@host:path";

    /**
     * @throws UsageException if git would have to be reached in a way that is not allowed; names no credentials
     * @throws InvalidInputException if it is the URL of a file that is no repository (66)
     */
    static RepositoryUrl parse(String given) {
        requireAllowedScheme(given);
        URIish url = parsed(given);
        if (given.indexOf('?') >= 0 || given.indexOf('#') >= 0 || given.chars().anyMatch(c -> c <= ' ')) {
            throw new UsageException("the URL of the repository on " + url.getHost()
                    + " has a ?, a # or a blank in it, which URLs of repositories do not have");
        }
        CredentialsProvider credentials = credentials(url);
        URIish bare = url.setPass(null);
        // A token often stands in the user's place.
        RepositoryUrl parted = new RepositoryUrl(
                ("https".equals(url.getScheme()) ? bare.setUser(null) : bare).toString(),
                TreeName.of(lastPart(url)),
                credentials);
        if ("file".equals(url.getScheme())) {
            requireRepository(parted.shown(), url.getPath());
        }
        return parted;
    }

    /** Over http anybody on the way reads the credentials and changes the code. */
    private static void requireAllowedScheme(String given) {
        if (UrlForm.TRANSPORT.matcher(given).matches()) {
            throw new UsageException(
                    "input= names a transport of git that can run programs, which is not allowed. " + WORKING);
        }
        Matcher scheme = UrlForm.SCHEME.matcher(given);
        if (scheme.matches() && !SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
            throw new UsageException("input=%s://… is not read: %s".formatted(scheme.group(1), WORKING));
        }
    }

    private static URIish parsed(String given) {
        try {
            URIish url = new URIish(withLowerCaseScheme(given));
            boolean hasHost = url.getHost() != null && !url.getHost().isEmpty();
            boolean option = hasHost && url.getHost().startsWith("-");
            // With one slash, git takes the scheme for the host and all that follows for the path.
            boolean otherwiseRead = UrlForm.SCHEME.matcher(given).matches() && url.getScheme() == null;
            // What follows an unescaped slash in a password: git takes it for the path, where it would be shown.
            boolean secretInPath = "https".equals(url.getScheme())
                    && url.getPath() != null
                    && url.getPath().contains("@");
            if (option || otherwiseRead || secretInPath || hasHost == "file".equals(url.getScheme())) {
                throw new UsageException(
                        "input= is not the URL of a repository: its host is missing or wrong. " + WORKING);
            }
            return url;
        } catch (URISyntaxException e) {
            // Its message repeats the URL, credentials and all.
            throw new UsageException("input= begins like a URL but is none. " + WORKING);
        }
    }

    /** Git takes another one for the name of a host. */
    private static String withLowerCaseScheme(String given) {
        Matcher scheme = UrlForm.SCHEME.matcher(given);
        return scheme.matches() ? scheme.group(1).toLowerCase(Locale.ROOT) + given.substring(scheme.end(1)) : given;
    }

    private static CredentialsProvider credentials(URIish url) {
        String user = Optional.ofNullable(url.getUser()).orElse("");
        String password = Optional.ofNullable(url.getPass()).orElse("");
        boolean given = !password.isEmpty() || ("https".equals(url.getScheme()) && !user.isEmpty());
        return given ? new UsernamePasswordCredentialsProvider(user, password) : new NetRCCredentialsProvider();
    }

    private static String lastPart(URIish url) {
        String path = Optional.ofNullable(url.getPath()).orElse("").replaceFirst("(/|/\\.git/?)+$", "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    private static void requireRepository(String shown, String path) {
        GitFolder repository = GitFolder.of(Path.of(path))
                .orElseThrow(() -> InvalidInputException.missing("there is no git repository at " + shown
                        + ". A folder without one is given by its path: input=" + path));
        repository.requireIndependent();
    }

    /** Without the credentials, whose own text is not known to keep them to itself. */
    @Override
    public String toString() {
        return shown;
    }
}
