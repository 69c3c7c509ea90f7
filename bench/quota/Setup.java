import io.enricher.job.EnricherProperties;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What all clients are told alike. */
final class Setup {

    static final String MODEL = "gpt-6-luna";
    static final String KEY = "sk-no-real-key-0123456789";

    private Setup() {}

    /** The settings that this build knows, so that an older one can be measured by the same words; tells of the others. */
    static List<String> known(List<String> settings) {
        List<String> known = new ArrayList<>();
        for (String setting : settings) {
            String name = setting.replaceFirst("=.*", "");
            if (!name.startsWith("--enricher.") || isKnown(EnricherProperties.class, name.substring("--enricher.".length()))) {
                known.add(setting);
            } else {
                System.out.println("(this build does not know " + setting + ")");
            }
        }
        return known;
    }

    private static boolean isKnown(Class<?> type, String name) {
        String[] words = name.split("\\.", 2);
        Optional<RecordComponent> component = Arrays.stream(type.getRecordComponents())
                .filter(part -> part.getName().equalsIgnoreCase(words[0].replace("-", "")))
                .findFirst();
        return component.isPresent()
                && (words.length == 1 || !component.get().getType().isRecord()
                        || isKnown(component.get().getType(), words[1]));
    }
}
