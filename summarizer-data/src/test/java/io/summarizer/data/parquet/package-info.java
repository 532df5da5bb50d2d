@NullMarked
package io.summarizer.data.parquet;

import org.jspecify.annotations.NullMarked;
