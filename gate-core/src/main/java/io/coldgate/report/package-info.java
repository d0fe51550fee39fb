/** Reports for people and machines: table, Markdown, JSON, JUnit XML. */
@NullMarked
package io.coldgate.report;

import org.jspecify.annotations.NullMarked;
