package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.NotNowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StateDirectoryTest {

    private static final String H2 = "jdbc:h2:file:${enricher.state-dir}/enricher";

    @TempDir
    private Path folder;

    @Test
    void aNewOneIsForItsOwnerAlone() throws IOException {
        Path path = folder.resolve("a/b/state");

        try (StateDirectory state = open(path, H2)) {
            assertThat(state.isNew()).isTrue();
            assertThat(state.path()).isEqualTo(path).isAbsolute();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void oneThatIsThereKeepsItsRights() throws IOException {
        Path path = Files.createDirectory(folder.resolve("state"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));

        try (StateDirectory state = open(path, H2)) {
            assertThat(state.isNew()).isFalse();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwxr-x---");
        }
    }

    @Test
    void whatReadsTheSettingSeesTheAbsolutePath() {
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("state"));
        StandardEnvironment environment = environment(relative, H2, "0s");

        try (StateDirectory state = new StateDirectory()) {
            state.onApplicationEvent(prepared(environment));

            assertThat(environment.getProperty("enricher.state-dir"))
                    .isEqualTo(folder.resolve("state").toString());
            assertThat(environment.getProperty("spring.datasource.url"))
                    .isEqualTo("jdbc:h2:file:" + folder.resolve("state") + "/enricher");
        }
    }

    @Test
    void oneThatIsInUseIsRefusedWithTheProgressOfItsUser() {
        Path path = folder.resolve("state");

        try (StateDirectory first = open(path, H2)) {
            first.progress("40% of 1,000 rows");

            assertThatThrownBy(() -> open(path, H2))
                    .isInstanceOf(NotNowException.class)
                    .hasMessageContaining("the state directory " + path)
                    .hasMessageContaining("40% of 1,000 rows");
        }
    }

    @Test
    void withAnotherDatabaseThereIsNothingToLock() {
        Path path = folder.resolve("state");

        try (StateDirectory first = open(path, "jdbc:postgresql://localhost/x");
                StateDirectory second = open(path, "jdbc:postgresql://localhost/x")) {
            assertThat(second.path()).isEqualTo(first.path());
            assertThat(path).isEmptyDirectory();
        }
    }

    @Test
    void aFileInItsPlaceIsABadSettingThatTheMessageNames() throws IOException {
        Path path = Files.writeString(folder.resolve("state"), "a file");

        assertThatThrownBy(() -> open(path, H2))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("enricher.state-dir");
    }

    @Test
    void aWaitThatIsNoDurationIsABadSettingThatTheMessageNames() {
        assertThatThrownBy(() -> new StateDirectory()
                        .onApplicationEvent(prepared(environment(folder.resolve("state"), H2, "an hour"))))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("enricher.lock-wait")
                .hasMessageContaining("an hour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/data/x;AUTO_SERVER=TRUE",
                "jdbc:h2:/data/x;WRITE_DELAY=0;auto_server=true;CACHE_SIZE=1",
                "jdbc:h2:tcp://localhost/x",
                "jdbc:h2:ssl://localhost/x"
            })
    void anH2ThatSeveralProcessesMayOpenIsRefusedWithTheCure(String url) {
        assertThatThrownBy(() -> open(folder.resolve("state"), url))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("spring.datasource.url")
                .hasMessageContaining("jdbc:postgresql:");
    }

    private static StateDirectory open(Path path, String url) {
        StateDirectory state = new StateDirectory();
        state.onApplicationEvent(prepared(environment(path, url, "0s")));
        return state;
    }

    private static StandardEnvironment environment(Path path, String url, String lockWait) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "enricher.state-dir",
                                path.toString(),
                                "spring.datasource.url",
                                url,
                                "enricher.lock-wait",
                                lockWait)));
        return environment;
    }

    private static ApplicationEnvironmentPreparedEvent prepared(StandardEnvironment environment) {
        return new ApplicationEnvironmentPreparedEvent(
                new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment);
    }
}
