package io.enricher.cli;

import io.enricher.domain.NearestName;
import io.enricher.domain.UsageException;
import io.enricher.job.SettingNames;
import java.util.List;

/** Checks the settings on the command line, {@code --any.spring.property=value}, before Spring sees them. */
final class SettingArguments {

    private SettingArguments() {}

    /** @throws UsageException for a job parameter with dashes, an unknown setting of ours, or a key */
    static void check(List<String> settings) {
        for (String setting : settings) {
            if (!setting.startsWith("--")) {
                throw new UsageException("unknown option " + setting + "; see --help");
            }
            int equals = setting.indexOf('=');
            String name = equals < 0 ? setting.substring(2) : setting.substring(2, equals);
            if (JobArguments.isParameter(name)) {
                throw new UsageException("--" + name + " is not an option; job parameters have no dashes. Write: "
                        + name + "=" + (equals < 0 ? "…" : setting.substring(equals + 1)));
            }
            if (name.endsWith("api-key")) {
                throw new UsageException("a key on the command line is visible to every user of the machine; set"
                        + " OPENAI_API_KEY or GEMINI_API_KEY, or name a file with --enricher.openai.api-key-file=…");
            }
            checkKnown(name, equals);
        }
    }

    private static void checkKnown(String name, int equals) {
        if (name.startsWith("enricher.")) {
            if (!SettingNames.ALL.contains(name)) {
                throw new UsageException("unknown setting --" + name + "."
                        + NearestName.question(name, SettingNames.ALL) + " All settings are in config/application.yml");
            }
        } else if (!name.contains(".")) {
            throw new UsageException("unknown option --" + name + "."
                    + NearestName.question(
                            "--" + name,
                            List.of(
                                    "--job",
                                    "--help",
                                    "--version",
                                    "--quiet",
                                    "--verbose",
                                    "--json",
                                    "--log-format",
                                    "--no-color"))
                    + " See --help");
        }
        if (equals < 0) {
            throw new UsageException("--" + name + " has no value; write --" + name + "=value");
        }
    }
}
