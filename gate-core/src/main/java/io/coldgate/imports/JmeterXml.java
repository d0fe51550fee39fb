package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** JMeter's results as XML. A nested sample is a part of its parent: an embedded resource, a step of a transaction. */
final class JmeterXml {
    private static final String ROOT = "testResults";
    private static final int LONGEST = 200;

    private JmeterXml() {}

    static void read(Path path, JmeterSamples samples) throws ImportException, IOException {
        String name = JsonDocument.name(path);
        try (InputStream in = Decoded.open(path)) {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            read(xml, name, samples);
        } catch (XMLStreamException e) {
            throw new ImportException(name + ": not whole XML, or cut off, as a killed JMeter leaves it: "
                    + Printable.escape(String.valueOf(e.getMessage()).replace('\n', ' '), LONGEST));
        }
    }

    /** Returns a factory that opens no files and expands no entities: a results file is untrusted. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static void read(XMLStreamReader xml, String name, JmeterSamples samples)
            throws XMLStreamException, ImportException {
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String element = xml.getLocalName();
                if (depth == 0 && !element.equals(ROOT)) {
                    throw new ImportException(name + ": not JMeter's results: begins with <" + element + ">");
                }
                if (depth == 1 && (element.equals("httpSample") || element.equals("sample"))) {
                    sample(xml, name, samples);
                }
                depth++;
            }
        }
    }

    private static void sample(XMLStreamReader xml, String name, JmeterSamples samples) throws ImportException {
        try {
            samples.add(
                    text(xml, "lb"),
                    whole(xml, "ts"),
                    whole(xml, "t"),
                    optional(xml, "lt"),
                    optional(xml, "ct"),
                    JmeterSamples.succeeded("s", text(xml, "s")));
        } catch (ImportException e) {
            throw new ImportException(name + ":" + xml.getLocation().getLineNumber() + ": " + e.getMessage());
        }
    }

    private static String text(XMLStreamReader xml, String attribute) throws ImportException {
        String text = xml.getAttributeValue(null, attribute);
        if (text == null) {
            throw new ImportException("a sample without " + attribute + ": keep JMeter's usual fields");
        }
        return text;
    }

    private static OptionalLong optional(XMLStreamReader xml, String attribute) throws ImportException {
        return xml.getAttributeValue(null, attribute) == null
                ? OptionalLong.empty()
                : OptionalLong.of(whole(xml, attribute));
    }

    private static long whole(XMLStreamReader xml, String attribute) throws ImportException {
        return JmeterSamples.millis(attribute, text(xml, attribute));
    }
}
