package io.coldgate.report;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.thresholds.OnInconclusive;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: a test suite per function, a test case per check. FAIL is a failure; INCONCLUSIVE is skipped, or a
 * failure when the policy fails it; ACCEPTED is skipped, because dashboards count skipped tests separately and show
 * their messages; NOT MEASURED is an error.
 */
public final class JUnitReport {
    private JUnitReport() {}

    /** Returns the document. */
    public static String render(Judgement judgement) {
        Map<String, List<CheckResult>> byFunction = judgement.results().stream()
                .collect(Collectors.groupingBy(
                        result -> result.check().function(), LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeCharacters("\n");
            out.writeStartElement("testsuites");
            totals(out, "coldgate", judgement.results());
            for (Map.Entry<String, List<CheckResult>> suite : byFunction.entrySet()) {
                out.writeCharacters("\n  ");
                out.writeStartElement("testsuite");
                totals(out, suite.getKey(), suite.getValue());
                Set<String> names = new HashSet<>();
                for (CheckResult result : suite.getValue()) {
                    String name = name(result);
                    // Consumers treat two test cases with the same name as one, and show only the first.
                    testCase(
                            out,
                            names.add(name)
                                    ? name
                                    : name + " at " + result.check().location(),
                            result,
                            output(judgement, result));
                }
                out.writeCharacters("\n  ");
                out.writeEndElement();
            }
            out.writeCharacters("\n");
            out.writeEndElement();
            out.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private static void totals(XMLStreamWriter out, String name, List<CheckResult> results) throws XMLStreamException {
        out.writeAttribute("name", xml(name));
        out.writeAttribute("tests", Integer.toString(results.size()));
        out.writeAttribute("failures", count(results, "failure"));
        out.writeAttribute("errors", count(results, "error"));
        out.writeAttribute("skipped", count(results, "skipped"));
    }

    private static String count(List<CheckResult> results, String element) {
        return Long.toString(results.stream()
                .filter(result -> element(result).equals(element))
                .count());
    }

    private static String element(CheckResult result) {
        return switch (result.verdict()) {
            case PASS -> "";
            case FAIL -> "failure";
            case INCONCLUSIVE -> result.check().onInconclusive() == OnInconclusive.FAIL ? "failure" : "skipped";
            case ACCEPTED -> "skipped";
            case NOT_MEASURED -> "error";
        };
    }

    private static String name(CheckResult result) {
        boolean ruleInLimit = result.check() instanceof PackageCheck.Property;
        return result.check().subject() + " "
                + (ruleInLimit ? "" : result.check().rule() + " ") + Figures.limit(result.check());
    }

    private static void testCase(XMLStreamWriter out, String name, CheckResult result, List<String> output)
            throws XMLStreamException {
        out.writeCharacters("\n    ");
        out.writeStartElement("testcase");
        out.writeAttribute("classname", xml("coldgate." + result.check().function()));
        out.writeAttribute("name", xml(name));
        out.writeAttribute("file", xml(result.check().location().file()));
        out.writeAttribute("line", Integer.toString(result.check().location().line()));
        String element = element(result);
        if (!element.isEmpty()) {
            out.writeStartElement(element);
            out.writeAttribute("message", xml(result.verdict().word() + ": " + result.explanation()));
            if (!element.equals("skipped")) {
                out.writeAttribute("type", result.why().key());
                if (!output.isEmpty()) {
                    out.writeCharacters(xml(String.join("\n", output)));
                }
            }
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    /** Returns the function's last output and its explanation, for checks that depend on its starts. */
    private static List<String> output(Judgement judgement, CheckResult result) {
        boolean ofStarts = result.check() instanceof BudgetCheck || result.check() instanceof RegressionCheck;
        if (!ofStarts) {
            return List.of();
        }
        String function = result.check().function();
        List<String> lines =
                new ArrayList<>(FailureText.output(judgement.build().series(function)));
        if (element(result).equals("failure")) {
            judgement.explanation(function).map(ExplanationText::summary).ifPresent(lines::addAll);
        }
        return lines;
    }

    /** Returns the text without control characters that XML 1.0 does not allow even when escaped. */
    private static String xml(String text) {
        return text.codePoints()
                .map(c ->
                        c == '\t' || c == '\n' || (c >= ' ' && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff))
                                ? c
                                : '\ufffd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
