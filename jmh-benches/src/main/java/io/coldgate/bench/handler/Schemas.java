package io.coldgate.bench.handler;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The documents of a shop, and their schemas. */
final class Schemas {
    static final List<String> KINDS = List.of("order", "invoice", "payment", "shipment", "refund", "return");

    private static final String SCHEMA = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:simpleType name="currency">
                <xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3}"/></xs:restriction>
              </xs:simpleType>
              <xs:simpleType name="amount">
                <xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/><xs:minInclusive value="0"/></xs:restriction>
              </xs:simpleType>
              <xs:element name="KIND">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="id" type="xs:positiveInteger"/>
                    <xs:element name="currency" type="currency"/>
                    <xs:element name="amount" type="amount"/>
                    <xs:element name="line" type="xs:string" minOccurs="0" maxOccurs="100"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:schema>
            """;

    private Schemas() {}

    static Schema compile(String kind) {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(new StringReader(SCHEMA.replace("KIND", kind))));
        } catch (SAXException e) {
            throw new IllegalStateException("schema of " + kind, e);
        }
    }

    /** Returns the fault of a document; empty when it is valid. */
    static String fault(Schema schema, String document) {
        try {
            schema.newValidator().validate(new StreamSource(new StringReader(document)));
            return "";
        } catch (SAXException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** Returns the name of the document's root element. */
    static String kindOf(String document) {
        int end = document.indexOf('>');
        return end > 0 && document.charAt(0) == '<' ? document.substring(1, end) : "";
    }
}
