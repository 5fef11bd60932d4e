package io.nifistreaming.sandbox.flow;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The component types that flows may use: those of our NAR, and stock ones that an allow-list names. */
public final class ComponentCatalogue {
    private final Map<String, ComponentSpec> byType = new TreeMap<>();

    public ComponentCatalogue(Collection<ComponentSpec> specs) {
        specs.forEach(spec -> byType.put(spec.type(), spec));
    }

    /** The types of a NAR file, from the extension manifest inside it. */
    public static ComponentCatalogue ofNar(Path nar) {
        return new ComponentCatalogue(ExtensionManifest.ofNar(nar));
    }

    /** This catalogue and what an allow-list of stock components adds. */
    public ComponentCatalogue allowing(Path allowList) {
        ComponentCatalogue both = new ComponentCatalogue(byType.values());
        AllowList.read(allowList).forEach(spec -> both.byType.put(spec.type(), spec));
        return both;
    }

    public Optional<ComponentSpec> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }
}
