/**
 * One small program for each use of the library, to be read and copied. Each is run by {@code java
 * -cp summarizer.jar io.summarizer.examples.uses.NAME} with the arguments that its Javadoc names.
 */
@NullMarked
package io.summarizer.examples.uses;

import org.jspecify.annotations.NullMarked;
