/**
 * The page that shows a run: {@link io.summarizer.report.html.HtmlReport} writes it from the run's
 * metrics, the rest draws it.
 */
@NullMarked
package io.summarizer.report.html;

import org.jspecify.annotations.NullMarked;
