package io.nifistreaming.sandbox.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a component type says of one of its properties.
 *
 * @param byDefault its default value, if it has one
 * @param serviceApi the interface of the controller service it refers to, if it does
 * @param allowed the only values it takes; empty for any
 * @param onlyIf the property applies only if each of these other properties has one of the values (any, if none)
 */
public record PropertySpec(
        String name,
        Optional<String> byDefault,
        Optional<String> serviceApi,
        boolean required,
        boolean sensitive,
        List<String> allowed,
        Map<String, Set<String>> onlyIf) {}
