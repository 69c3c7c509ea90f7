package io.enricher.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recipe files in the jar; one more file is one more recipe. */
final class BuiltInRecipes {

    private static final String FOLDER = "recipes/";
    private static final String EXTENSION = ".yml";
    private static final String ANY_RESOURCE = FOLDER + "recipe.schema.json";

    private final ClassLoader resources;

    BuiltInRecipes(ClassLoader resources) {
        this.resources = resources;
    }

    /** The text of the recipe's file. */
    Optional<String> text(String name) {
        try (InputStream stream = resources.getResourceAsStream(FOLDER + name + EXTENSION)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all recipes, sorted. */
    List<String> names() {
        URL folder = resources.getResource(ANY_RESOURCE);
        if (folder == null) {
            return List.of();
        }
        try {
            return files(folder).stream()
                    .filter(file -> file.endsWith(EXTENSION))
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(URL anyResource) throws IOException {
        if (anyResource.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER))
                    .map(name -> name.substring(FOLDER.length()))
                    .toList();
        }
        Path folder = Path.of(URI.create(anyResource.toString())).resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
