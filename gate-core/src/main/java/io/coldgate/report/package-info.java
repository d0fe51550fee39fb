/** What people and machines read: table, Markdown, JSON, JUnit XML. */
@NullMarked
package io.coldgate.report;

import org.jspecify.annotations.NullMarked;
