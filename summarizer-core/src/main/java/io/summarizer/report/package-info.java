/**
 * What people look at while a model trains and afterwards, and what watches the hardware.
 *
 * <p>{@link io.summarizer.report.TensorBoardWriter} writes event files for TensorBoard; {@link
 * io.summarizer.report.ModelCard} is the README.md of a fine-tuned model. {@link
 * io.summarizer.report.Gpus} finds the graphics cards, {@link io.summarizer.report.GpuMonitor}
 * follows one of them, and {@link io.summarizer.report.ThermalGuard} pauses training while it is
 * too hot. Nothing here needs the training loop.
 */
@NullMarked
package io.summarizer.report;

import org.jspecify.annotations.NullMarked;
