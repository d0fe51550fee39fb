package io.coldgate.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown as GitHub renders it: GitHub Flavored Markdown, then what GitHub looks for in the text that is left: outside
 * of code, with escapes and entities resolved, across neighbouring pieces of text.
 */
public final class RenderedOnGitHub {
    private static final List<Extension> GFM =
            List.of(TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create());

    /** What GitHub makes more of than text; the names are those of its documentation. */
    private static final List<Pattern> LOADED = List.of(
            // A mention of a person or a team.
            Pattern.compile("(?<![A-Za-z0-9_])@[A-Za-z0-9]"),
            // An e-mail address, or user@sha.
            Pattern.compile("[A-Za-z0-9._+-]+@[A-Za-z0-9]"),
            // An issue: #12, owner/repo#12, GH-12, TICKET-12 where a repository wants it.
            Pattern.compile("#[0-9]"),
            Pattern.compile("(?i)\\b[a-z][a-z0-9]*-[0-9]+\\b"),
            Pattern.compile("(?i)\\bGHSA-"),
            // A commit.
            Pattern.compile("(?i)\\b[0-9a-f]{7,40}\\b"),
            // An address.
            Pattern.compile("(?i)[a-z]+://|www\\.|mailto:"),
            // An emoji, a formula.
            Pattern.compile(":[A-Za-z0-9_+-]+:"),
            Pattern.compile("\\$[^$]+\\$"));

    private final List<String> texts = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> html = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<Integer> cells = new ArrayList<>();

    /** Renders it. */
    public RenderedOnGitHub(String markdown) {
        Parser.builder().extensions(GFM).build().parse(markdown).accept(new Collector());
    }

    /** Nothing but text, code, tables, lists and the marks that the report has itself. */
    public RenderedOnGitHub requireTextOnly() {
        for (String text : texts) {
            for (Pattern loaded : LOADED) {
                assertThat(text).doesNotContainPattern(loaded);
            }
        }
        assertThat(html).allMatch(tag -> tag.strip().matches("(</?(details|summary|sub)>[^<>]*)+"));
        assertThat(others).isEmpty();
        return this;
    }

    /** Links lead there, and nowhere else. */
    public RenderedOnGitHub requireLinksTo(String prefix) {
        assertThat(links).allMatch(link -> link.startsWith(prefix));
        return this;
    }

    /** Every piece of code. */
    public List<String> codes() {
        return codes;
    }

    /** Every run of text outside of code. */
    public List<String> texts() {
        return texts;
    }

    /** How many cells each row of a table has. */
    public List<Integer> cells() {
        return cells;
    }

    private final class Collector extends AbstractVisitor {
        @Override
        public void visit(Paragraph paragraph) {
            text(paragraph);
            visitChildren(paragraph);
        }

        @Override
        public void visit(Heading heading) {
            text(heading);
            visitChildren(heading);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableCell) {
                text(node);
            } else if (node instanceof Strikethrough) {
                others.add("struck through");
            }
            int children = 0;
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                children += child instanceof TableCell ? 1 : 0;
            }
            if (children > 0) {
                cells.add(children);
            }
            visitChildren(node);
        }

        @Override
        public void visit(CustomBlock block) {
            visitChildren(block);
        }

        @Override
        public void visit(BlockQuote quote) {
            others.add("a quotation");
        }

        @Override
        public void visit(Code code) {
            codes.add(code.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
        }

        @Override
        public void visit(Image image) {
            others.add("an image: " + image.getDestination());
        }

        @Override
        public void visit(HtmlInline tag) {
            html.add(tag.getLiteral());
        }

        @Override
        public void visit(HtmlBlock block) {
            html.add(block.getLiteral());
        }

        /** All text of a block in one: what a mark divides, a reader's eye and GitHub's filters put together. */
        private void text(Node block) {
            StringBuilder all = new StringBuilder();
            gather(block, all);
            texts.add(all.toString());
        }

        private void gather(Node node, StringBuilder all) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                if (child instanceof Text text) {
                    all.append(text.getLiteral());
                } else if (child instanceof Code || child instanceof Link) {
                    // A tag stands here: no pattern reaches over it.
                    all.append('\u25a1');
                } else {
                    gather(child, all);
                }
            }
        }
    }
}
