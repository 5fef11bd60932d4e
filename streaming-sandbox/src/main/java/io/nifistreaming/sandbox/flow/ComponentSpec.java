package io.nifistreaming.sandbox.flow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a component type offers, as its NAR's extension manifest or an allow-list says.
 *
 * @param bundle {@code group:artifact:version}
 * @param dynamicProperties whether it takes properties of the user's own naming
 * @param dynamicRelationships whether relationships come with its configuration
 * @param serviceApis what a controller service can be referred to as
 */
public record ComponentSpec(
        ComponentKind kind,
        String type,
        String bundle,
        Map<String, PropertySpec> properties,
        boolean dynamicProperties,
        Set<String> relationships,
        boolean dynamicRelationships,
        Set<String> serviceApis) {

    public Optional<PropertySpec> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
