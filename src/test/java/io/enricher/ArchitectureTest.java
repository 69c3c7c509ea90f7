package io.enricher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between packages: they point down only, and siblings never meet. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.enricher");

    /** What each package may import of ours, besides itself. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("domain", List.of()),
            Map.entry("recipe", List.of("domain")),
            Map.entry("provider", List.of("domain")),
            Map.entry("provider.openai", List.of("provider", "domain")),
            Map.entry("provider.gemini", List.of("provider", "domain")),
            Map.entry("provider.offline", List.of("provider", "domain")),
            Map.entry("store", List.of("domain")),
            Map.entry("code", List.of("domain")),
            Map.entry("source", List.of("code", "domain")),
            Map.entry("embedding", List.of("domain")),
            Map.entry("spans", List.of("source", "code", "embedding", "input", "recipe", "store", "domain")),
            Map.entry("input", List.of("domain")),
            Map.entry("output", List.of("domain")),
            Map.entry("comparison", List.of("input", "domain")),
            Map.entry("report", List.of("domain")),
            Map.entry("enrich", List.of("recipe", "provider", "domain")),
            Map.entry("completion", List.of("recipe", "provider", "provider.openai", "provider.gemini", "domain")),
            Map.entry(
                    "job",
                    List.of(
                            "enrich",
                            "recipe",
                            "provider",
                            "provider.openai",
                            "provider.gemini",
                            "provider.offline",
                            "store",
                            "spans",
                            "source",
                            "code",
                            "input",
                            "output",
                            "comparison",
                            "report",
                            "domain")),
            Map.entry("cli", List.of("job", "domain")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain",
                "recipe",
                "provider",
                "provider.openai",
                "provider.gemini",
                "provider.offline",
                "store",
                "code",
                "source",
                "embedding",
                "spans",
                "input",
                "output",
                "comparison",
                "report",
                "enrich",
                "completion",
                "job",
                "cli"
            })
    void packageImportsOnlyWhatItsArrowsAllow(String name) {
        List<String> allowed = new ArrayList<>(List.of("io.enricher." + name));
        ARROWS.get(name).forEach(target -> allowed.add("io.enricher." + target));

        noClasses()
                .that()
                .resideInAPackage("io.enricher." + name)
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are ours but not in " + allowed,
                        target -> target.getPackageName().startsWith("io.enricher")
                                && !allowed.contains(target.getPackageName())))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void everyPackageHasItsArrowsWrittenDown() {
        List<String> known = new ArrayList<>(List.of("io.enricher"));
        ARROWS.keySet().forEach(name -> known.add("io.enricher." + name));

        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(MAIN);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.enricher.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void plainPackagesKnowNeitherSpringNorAnSdk() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.enricher.domain",
                        "io.enricher.enrich",
                        "io.enricher.recipe",
                        "io.enricher.provider",
                        "io.enricher.code",
                        "io.enricher.source",
                        "io.enricher.embedding",
                        "io.enricher.completion")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..", "com.openai..", "com.google.genai..")
                .check(MAIN);
    }

    @Test
    void domainKnowsTheJdkAndJSpecifyOnly() {
        classes()
                .that()
                .resideInAPackage("io.enricher.domain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.enricher.domain")
                .check(MAIN);
    }

    @Test
    void springBatchAppearsOnlyWhereTheJobIsWired() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.enricher.job", "io.enricher.input", "io.enricher.output", "io.enricher.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.batch..")
                .check(MAIN);
    }

    @Test
    void eachSdkAppearsOnlyInItsAdapter() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enricher.provider.openai")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.openai..")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enricher.provider.gemini")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.genai..")
                .check(MAIN);
    }

    @Test
    void parsersOfSourceFilesAppearOnlyInCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enricher.code")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.treesitter..")
                .check(MAIN);
    }

    @Test
    void gitAppearsOnlyWhereSourcesAreRead() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enricher.source")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit..")
                .check(MAIN);
    }

    @Test
    void theRuntimeOfTheEmbeddingModelAppearsOnlyInEmbedding() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.enricher.embedding")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(MAIN);
    }
}
