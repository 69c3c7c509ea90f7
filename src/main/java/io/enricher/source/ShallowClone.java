package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.OutputException;
import io.enricher.domain.StopSignal;
import io.enricher.domain.TextDigest;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit of a repository elsewhere, kept without work tree in a folder only this user may read. Its configuration
 * knows nothing of the URL. A new clone takes its place when it is whole; one that is there is fetched into, which git
 * itself does so that a kill leaves it as it was.
 */
final class ShallowClone {

    private static final Logger LOG = LoggerFactory.getLogger(ShallowClone.class);

    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final String PINNED = "refs/enricher/source";

    private final RepositoryUrl url;
    private final Path clones;
    private final Path place;
    private final StopSignal stop;

    /** @param clones the folder of all clones */
    ShallowClone(RepositoryUrl url, Path clones, StopSignal stop) {
        this.url = url;
        this.clones = clones;
        this.place = clones.resolve(TextDigest.create().add(url.shown()).hex().substring(0, 16));
        this.stop = stop;
    }

    /**
     * @param revision a branch, a tag or all digits of a commit; empty for the default branch
     * @throws InvalidInputException if it cannot be reached (66)
     * @throws io.enricher.domain.OutputException if the clone cannot be written (73)
     * @throws io.enricher.domain.NotNowException if another process fetches it (75)
     * @throws io.enricher.domain.UsageException if it has no such revision
     */
    PinnedCommit fetch(Optional<String> revision) {
        try {
            String wanted = wanted(revision);
            Files.createDirectories(clones, privately());
            CloneLock lock = CloneLock.acquire(place, url.shown());
            try {
                CloneFolders.removeUnfinished(place);
                return Files.isDirectory(place) ? newest(wanted) : pinned(cloneAnew(wanted));
            } finally {
                lock.close();
            }
        } catch (GitAPIException e) {
            requireGoingOn();
            throw GitFailure.isOfTheDisk(e) ? unwritable(e) : unreachable(e);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Of a clone that is there; if it is damaged, of a new one in its place. */
    private PinnedCommit newest(String wanted) throws IOException, GitAPIException {
        try {
            return pinned(fetchInto(place, wanted));
        } catch (IOException | GitAPIException | InvalidInputException e) {
            requireGoingOn();
            if (!(e instanceof InvalidInputException) && !GitFailure.isOfObjects(e)) {
                throw e;
            }
            LOG.warn("The clone of {} in {} is damaged; it is made again", url.shown(), place);
            LOG.debug("What is wrong with the clone", e);
            return pinned(cloneAnew(wanted));
        }
    }

    private String wanted(Optional<String> revision) throws GitAPIException {
        Collection<Ref> refs = Git.lsRemoteRepository()
                .setRemote(url.shown())
                .setCredentialsProvider(url.credentials())
                .setTimeout((int) SILENCE.toSeconds())
                .call();
        requireGoingOn();
        String name = revision.orElse(Constants.HEAD);
        if (ObjectId.isId(name)) {
            return name;
        }
        List<String> candidates = List.of(name, Constants.R_TAGS + name, Constants.R_HEADS + name);
        return candidates.stream()
                .filter(candidate -> refs.stream().anyMatch(ref -> ref.getName().equals(candidate)))
                .findFirst()
                .orElseThrow(() -> Revisions.unknown(
                        name + " (a branch, a tag or all 40 digits of a commit)",
                        url.shown(),
                        Revisions.shortNames(refs)));
    }

    private ObjectId cloneAnew(String wanted) throws IOException, GitAPIException {
        Path unfinished = Files.createTempDirectory(clones, place.getFileName() + ".", privately());
        try {
            try (Repository created = repository(unfinished)) {
                created.create(true);
                // Git would tidy up on a thread of its own while the clone is moved to its place.
                created.getConfig().setInt("gc", null, "auto", 0);
                created.getConfig().setBoolean("gc", null, "autoDetach", false);
                created.getConfig().save();
            }
            ObjectId tip = fetchInto(unfinished, wanted);
            if (Files.exists(place)) {
                CloneFolders.delete(place);
            }
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            return tip;
        } catch (IOException | GitAPIException | RuntimeException e) {
            CloneFolders.delete(unfinished);
            throw e;
        }
    }

    private static FileAttribute<?>[] privately() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** What the name meant at the moment of the fetch: a branch may have moved since it was looked up. */
    private ObjectId fetchInto(Path folder, String wanted) throws IOException, GitAPIException {
        try (Repository repository = repository(folder);
                Git git = new Git(repository)) {
            FetchResult fetched = git.fetch()
                    .setRemote(url.shown())
                    .setCredentialsProvider(url.credentials())
                    .setRefSpecs(new RefSpec(wanted + ":" + PINNED).setForceUpdate(true))
                    .setDepth(1)
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setTimeout((int) SILENCE.toSeconds())
                    .setProgressMonitor(new StopMonitor(stop))
                    .call();
            requireGoingOn();
            ObjectId tip = tip(wanted, fetched);
            keep(repository, tip);
            return tip;
        }
    }

    private ObjectId tip(String wanted, FetchResult fetched) {
        if (ObjectId.isId(wanted)) {
            return ObjectId.fromString(wanted);
        }
        @Nullable Ref advertised = fetched.getAdvertisedRef(wanted);
        if (advertised == null) {
            // Deleted since its name was looked up.
            throw Revisions.unknown(wanted, url.shown(), Revisions.shortNames(fetched.getAdvertisedRefs()));
        }
        return advertised.getObjectId();
    }

    /** A commit that is asked for by its digits gets no reference from git, which may then tidy it away. */
    private static void keep(Repository repository, ObjectId tip) throws IOException {
        RefUpdate update = repository.updateRef(PINNED);
        update.setNewObjectId(tip);
        RefUpdate.Result result = update.forceUpdate();
        if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
            throw new IOException("the fetched commit cannot be kept: " + result);
        }
    }

    private PinnedCommit pinned(ObjectId tip) throws IOException {
        Repository repository = repository(place);
        try {
            return new PinnedCommit(repository, Revisions.resolve(repository, tip.name(), url.shown()), "");
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private static Repository repository(Path folder) throws IOException {
        return new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
    }

    private void requireGoingOn() {
        if (stop.isStopRequested()) {
            throw new CancellationException("stopped while " + url.shown() + " was fetched");
        }
    }

    private OutputException unwritable(Exception cause) {
        return Trouble.unwritable("keep a clone of " + url.shown() + " in " + place, cause);
    }

    private InvalidInputException unreachable(GitAPIException cause) {
        return Trouble.because(
                InvalidInputException.missing(url.shown() + " cannot be fetched: " + Trouble.words(cause)
                        + ". Check the URL and the network; credentials are taken from the URL, ~/.netrc or ssh keys, and"
                        + " the host of an ssh URL must be known (ssh once by hand)"),
                cause);
    }
}
