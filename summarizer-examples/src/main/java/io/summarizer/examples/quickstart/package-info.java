/**
 * The quick start: a tiny model that learns, from scratch and in minutes, to summarize made-up
 * news.
 */
@NullMarked
package io.summarizer.examples.quickstart;

import org.jspecify.annotations.NullMarked;
