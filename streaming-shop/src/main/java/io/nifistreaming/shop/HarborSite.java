package io.nifistreaming.shop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The whole listing as XML, in yen: a currency without decimals. */
final class HarborSite implements Site {
    private final Competitor competitor = Competitor.of("harbor", "JPY", "162.4", Temper.CALM);

    @Override
    public Competitor competitor() {
        return competitor;
    }

    @Override
    public Paging paging() {
        return new Paging.Whole();
    }

    @Override
    public Traits traits() {
        return new Traits(false, true, false, false);
    }

    @Override
    public String contentType() {
        return "application/xml; charset=utf-8";
    }

    @Override
    public void write(Page page, Links links, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("products");
            for (Listed offer : page.items()) {
                product(offer, links, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException failed) {
            throw new IOException("Cannot write XML", failed);
        }
    }

    private static void product(Listed offer, Links links, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("product");
        xml.writeAttribute("sku", offer.sku());
        element(xml, "title", offer.product().title());
        xml.writeStartElement("price");
        xml.writeAttribute("currency", offer.currency());
        xml.writeCharacters(offer.price().toPlainString());
        xml.writeEndElement();
        element(xml, "inStock", Boolean.toString(offer.offer().inStock()));
        element(xml, "url", links.product(offer));
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
