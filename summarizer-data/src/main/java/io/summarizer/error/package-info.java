/**
 * The errors of this library and what can be done about them.
 *
 * <table class="striped">
 *   <caption>What is thrown</caption>
 *   <thead>
 *     <tr><th>what is wrong</th><th>type</th><th>remedy</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>data that cannot be read as examples</td>
 *       <td>{@link io.summarizer.data.DataException}</td>
 *       <td>{@code FIX_INPUT}; {@code FIX_ENVIRONMENT} where a disk or a database fails; {@code
 *       RETRY} where the data changed while it was read</td></tr>
 *     <tr><td>a model, a checkpoint or an output directory</td>
 *       <td>{@code CheckpointException}</td>
 *       <td>{@code FIX_INPUT}; {@code FIX_ENVIRONMENT} where a disk fails; {@code RETRY} while
 *       another run writes there</td></tr>
 *     <tr><td>a tokenizer's file or its native library</td>
 *       <td>{@code TokenizerException}</td>
 *       <td>{@code FIX_INPUT}; {@code FIX_ENVIRONMENT} for the library</td></tr>
 *     <tr><td>a GPU, its driver, ONNX Runtime</td>
 *       <td>{@code DeviceException}</td>
 *       <td>{@code FIX_ENVIRONMENT}; {@code FIX_INPUT} for a precision that the GPU lacks</td></tr>
 *     <tr><td>too little memory</td>
 *       <td>{@code InsufficientMemoryException}</td><td>{@code FIX_ENVIRONMENT}</td></tr>
 *     <tr><td>a file of the Hub</td>
 *       <td>{@code HubException}</td><td>that of its reason</td></tr>
 *     <tr><td>a loss that is no number</td>
 *       <td>{@code NonFiniteLossException}</td><td>{@code FIX_INPUT}</td></tr>
 *     <tr><td>a quantized model that summarizes too badly</td>
 *       <td>{@code ExportRefusedException}</td><td>{@code FIX_INPUT}</td></tr>
 *     <tr><td>an interrupt of the thread</td>
 *       <td>{@code SummarizationInterruptedException}, {@code TrainingInterruptedException}</td>
 *       <td>{@code RETRY}</td></tr>
 *     <tr><td>reports, metrics or the token cache cannot be written; options under which no
 *       summary is possible</td>
 *       <td>{@link io.summarizer.error.SummarizerException}</td>
 *       <td>{@code FIX_ENVIRONMENT}; {@code FIX_INPUT}</td></tr>
 *     <tr><td>the value of an option or an argument</td>
 *       <td>{@link java.lang.IllegalArgumentException}</td><td>mend the program</td></tr>
 *     <tr><td>use of what is closed, or a step out of order</td>
 *       <td>{@link java.lang.IllegalStateException}</td><td>mend the program</td></tr>
 *     <tr><td>a graph that contradicts itself, a defect of this library</td>
 *       <td>{@code GraphException}, an {@link java.lang.IllegalStateException}</td>
 *       <td>report it</td></tr>
 *   </tbody>
 * </table>
 */
@CheckReturnValue
@NullMarked
package io.summarizer.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
