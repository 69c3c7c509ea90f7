package io.enricher.source;

import io.enricher.domain.NearestName;
import io.enricher.domain.UsageException;
import java.io.IOException;
import java.util.Collection;
import java.util.TreeSet;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The commits that people name. */
final class Revisions {

    private static final int NAMES_SHOWN = 5;

    private Revisions() {}

    /**
     * @param revision whatever {@code git rev-parse} knows
     * @param location how messages name the repository
     * @throws UsageException if there is no such commit
     * @throws io.enricher.domain.InvalidInputException if it is named, but not there (65)
     */
    static ObjectId resolve(Repository repository, String revision, String location) {
        try (RevWalk commits = new RevWalk(repository)) {
            @Nullable ObjectId found = repository.resolve(revision + "^{commit}");
            if (found == null) {
                throw unknown(revision, location, names(repository));
            }
            return commits.parseCommit(found).copy();
        } catch (AmbiguousObjectException e) {
            throw new UsageException(
                    "rev=%s: more than one commit of %s begins so; give more digits".formatted(revision, location));
        } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
            throw new UsageException(
                    "rev=%s names no commit of %s: %s".formatted(revision, location, Trouble.words(e)));
        } catch (IOException e) {
            throw Trouble.damaged(location, e);
        }
    }

    /** @param names short names of branches and tags */
    static UsageException unknown(String revision, String location, Collection<String> names) {
        String some = names.isEmpty()
                ? " It has no commit yet, or no branches."
                : " There are, for example: "
                        + String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
        return new UsageException("rev=%s: there is no such revision in %s.%s%s"
                .formatted(revision, location, NearestName.question(revision, names), some));
    }

    static Collection<String> shortNames(Collection<Ref> refs) {
        Collection<String> names = new TreeSet<>();
        for (Ref ref : refs) {
            if (ref.getName().startsWith(Constants.R_HEADS) || ref.getName().startsWith(Constants.R_TAGS)) {
                names.add(PathText.of(Repository.shortenRefName(ref.getName())));
            }
        }
        return names;
    }

    private static Collection<String> names(Repository repository) throws IOException {
        return shortNames(repository.getRefDatabase().getRefs());
    }
}
