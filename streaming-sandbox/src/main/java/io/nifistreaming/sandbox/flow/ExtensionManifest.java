package io.nifistreaming.sandbox.flow;

import io.nifistreaming.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads what a NAR says of its components: {@code META-INF/docs/extension-manifest.xml}, made by the NAR plugin. */
final class ExtensionManifest {
    private static final String ENTRY = "META-INF/docs/extension-manifest.xml";

    private ExtensionManifest() {}

    static List<ComponentSpec> ofNar(Path nar) {
        try (ZipFile zip = new ZipFile(nar.toFile())) {
            ZipEntry entry = zip.getEntry(ENTRY);
            if (entry == null) {
                throw new IOException("it has no " + ENTRY + ": build it with the NAR plugin");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return read(in);
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot read the components of " + nar + ": " + FlowJson.reason(e), e);
        }
    }

    static List<ComponentSpec> read(InputStream in) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element manifest = factory.newDocumentBuilder().parse(in).getDocumentElement();
            String bundle =
                    text(manifest, "groupId") + ":" + text(manifest, "artifactId") + ":" + text(manifest, "version");
            List<ComponentSpec> specs = new ArrayList<>();
            for (Element extension : children(manifest, "extensions")) {
                kind(text(extension, "type")).ifPresent(kind -> specs.add(spec(kind, bundle, extension)));
            }
            return specs;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("The extension manifest is not XML", e);
        }
    }

    private static Optional<ComponentKind> kind(String type) {
        return switch (type) {
            case "PROCESSOR" -> Optional.of(ComponentKind.PROCESSOR);
            case "CONTROLLER_SERVICE" -> Optional.of(ComponentKind.SERVICE);
            default -> Optional.empty();
        };
    }

    private static ComponentSpec spec(ComponentKind kind, String bundle, Element extension) {
        Map<String, PropertySpec> properties = new LinkedHashMap<>();
        children(extension, "properties").forEach(one -> properties.put(text(one, "name"), property(one)));
        Set<String> relationships = new LinkedHashSet<>();
        children(extension, "relationships").forEach(one -> relationships.add(text(one, "name")));
        Set<String> apis = new LinkedHashSet<>();
        children(extension, "providedServiceAPIs").forEach(one -> apis.add(text(one, "className")));
        return new ComponentSpec(
                kind,
                text(extension, "name"),
                bundle,
                properties,
                !children(extension, "dynamicProperties").isEmpty(),
                relationships,
                child(extension, "dynamicRelationship").isPresent(),
                apis);
    }

    private static PropertySpec property(Element property) {
        List<String> allowed = new ArrayList<>();
        children(property, "allowableValues").forEach(one -> allowed.add(text(one, "value")));
        Map<String, Set<String>> onlyIf = new LinkedHashMap<>();
        for (Element dependency : children(property, "dependencies")) {
            Set<String> values = new LinkedHashSet<>();
            for (Element value : children(dependency, "dependentValues")) {
                values.add(value.getTextContent());
            }
            onlyIf.put(text(dependency, "propertyName"), values);
        }
        return new PropertySpec(
                text(property, "name"),
                child(property, "defaultValue").map(Element::getTextContent),
                child(property, "controllerServiceDefinition").map(service -> text(service, "className")),
                Boolean.parseBoolean(text(property, "required")),
                Boolean.parseBoolean(text(property, "sensitive")),
                allowed,
                onlyIf);
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(Element::getTextContent).orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The elements inside the child of that name; none if it is absent. */
    private static List<Element> children(Element parent, String name) {
        List<Element> elements = new ArrayList<>();
        child(parent, name).ifPresent(list -> {
            for (Node node = list.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    elements.add(element);
                }
            }
        });
        return elements;
    }
}
