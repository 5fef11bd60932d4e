package io.nifistreaming.nifi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigurableComponent;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.processor.Processor;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final List<Class<? extends ConfigurableComponent>> KINDS =
            List.of(Processor.class, ControllerService.class);

    @Test
    void everyComponentIsDeclaredToNifiAndNothingElseIs() throws Exception {
        for (Class<? extends ConfigurableComponent> kind : KINDS) {
            Set<String> written = new TreeSet<>();
            for (Class<?> component : components()) {
                if (kind.isAssignableFrom(component)) {
                    written.add(component.getName());
                }
            }

            assertThat(declared(kind)).as(kind.getName()).isNotEmpty().isEqualTo(written);
        }
    }

    @Test
    void everyComponentIsDescribedInBothForms() throws Exception {
        for (Class<?> component : components()) {
            assertThat(component.getAnnotation(CapabilityDescription.class))
                    .as(component.getName())
                    .isNotNull();
            assertThat(component.getAnnotation(Tags.class))
                    .as(component.getName())
                    .isNotNull();
            Path docs = CLASSES.resolve("docs").resolve(component.getName());
            assertThat(docs.resolve("additionalDetails.md")).isNotEmptyFile();
            assertThat(docs.resolve("additionalDetails.html")).isNotEmptyFile();
        }
    }

    @Test
    void everyFieldSaysWhatItIsFor() throws Exception {
        for (Class<?> component : components()) {
            ConfigurableComponent instance =
                    (ConfigurableComponent) component.getDeclaredConstructor().newInstance();
            for (PropertyDescriptor field : instance.getPropertyDescriptors()) {
                assertThat(field.getDescription())
                        .as("%s: %s", component.getSimpleName(), field.getName())
                        .isNotBlank();
                assertThat(field.getDisplayName())
                        .as("%s: %s", component.getSimpleName(), field.getName())
                        .isEqualTo(field.getName());
            }
        }
    }

    private static List<Class<?>> components() throws IOException, ClassNotFoundException {
        List<Class<?>> components = new java.util.ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("io"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = Class.forName(name);
                boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
                if (concrete && ConfigurableComponent.class.isAssignableFrom(type)) {
                    components.add(type);
                }
            }
        }
        return components;
    }

    private static Set<String> declared(Class<?> kind) throws IOException {
        Path services = CLASSES.resolve("META-INF/services").resolve(kind.getName());
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(services)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                names.add(line.trim());
            }
        }
        return names;
    }
}
