package io.enricher.recipe;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds and reads recipes: by the name of a file in {@code recipes/} of the configuration directory, by the name of a
 * built-in one, or by a path. Safe for use by many threads.
 */
public final class RecipeLoader {

    private static final String EXTENSION = ".yml";
    private static final long MOST_BYTES = 1_000_000;

    private final Path ownRecipes;
    private final BuiltInRecipes builtIns;

    public RecipeLoader(Path configDirectory) {
        this(configDirectory, new BuiltInRecipes(RecipeLoader.class.getClassLoader()));
    }

    RecipeLoader(Path configDirectory, BuiltInRecipes builtIns) {
        this.ownRecipes = configDirectory.resolve("recipes");
        this.builtIns = builtIns;
    }

    /**
     * @param nameOrPath a name, of which the user's own file wins over a built-in recipe; or a path, known by a
     *                   separator in it or its ending {@code .yml} or {@code .yaml}
     * @throws InvalidConfigurationException if there is no such recipe, or something in it is wrong
     */
    public Recipe load(String nameOrPath) {
        return load(nameOrPath, RecipeOptions.NONE);
    }

    /** The recipe with what the command line changes in it; see {@link #load(String)}. */
    public Recipe load(String nameOrPath, RecipeOptions options) {
        try {
            return isPath(nameOrPath) ? read(Path.of(nameOrPath), options) : byName(nameOrPath, options);
        } catch (InvalidPathException e) {
            throw new InvalidConfigurationException("recipe: \"" + e.getInput() + "\" cannot be a file name", e);
        }
    }

    /** The text of a recipe's file, whether or not it is valid. */
    public String text(String nameOrPath) {
        if (isPath(nameOrPath)) {
            return text(existing(Path.of(nameOrPath)));
        }
        Path own = ownRecipes.resolve(nameOrPath + EXTENSION);
        return Files.isRegularFile(own) ? text(own) : builtIns.text(nameOrPath).orElseThrow(() -> unknown(nameOrPath));
    }

    private static boolean isPath(String nameOrPath) {
        return nameOrPath.contains("/")
                || nameOrPath.contains("\\")
                || nameOrPath.endsWith(EXTENSION)
                || nameOrPath.endsWith(".yaml");
    }

    private Recipe byName(String name, RecipeOptions options) {
        Path own = ownRecipes.resolve(name + EXTENSION);
        if (Files.isRegularFile(own)) {
            return read(own, options);
        }
        return builtIns.text(name)
                .map(yaml -> RecipeReader.readBuiltIn("built-in recipe " + name, yaml, options))
                .orElseThrow(() -> unknown(name));
    }

    private static Recipe read(Path file, RecipeOptions options) {
        existing(file);
        return RecipeReader.readChecked(file.toString(), text(file), options);
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidConfigurationException("recipe " + file + ": no such file; give the path of a .yml file");
        }
        return file;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidConfigurationException(
                        file + ": larger than " + MOST_BYTES + " bytes; is this a recipe?");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidConfigurationException(file + ": not UTF-8; save the recipe as UTF-8", e);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + "); check its permissions", e);
        }
    }

    private InvalidConfigurationException unknown(String name) {
        List<String> names = names();
        return new InvalidConfigurationException("recipe: there is no recipe \"" + name + "\""
                + NearestName.ending(name, names) + " The recipes there are: " + String.join(", ", names)
                + ". One of your own goes into " + ownRecipes.resolve(name + EXTENSION) + ", or is given by its path");
    }

    /** The names of the built-in recipes and of the user's own, sorted. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(builtIns.names());
        names.addAll(ownNames());
        return List.copyOf(names);
    }

    private List<String> ownNames() {
        if (!Files.isDirectory(ownRecipes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(ownRecipes)) {
            return files.map(file -> Optional.ofNullable(file.getFileName())
                            .map(Path::toString)
                            .orElse(""))
                    .filter(file -> file.endsWith(EXTENSION))
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
