package io.summarizer.graph;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Operators that move elements or tell of shapes. */
final class ShapeKernels {
  private ShapeKernels() {}

  static final Map<Class<? extends Op>, Kernel> ALL =
      ImmutableMap.<Class<? extends Op>, Kernel>builder()
          .put(
              Reshape.class,
              (op, in, dims) -> {
                Shape target = ((Reshape) op).target();
                return List.of(in.get(0).reshaped(dims.resolve(target, in.get(0).count())));
              })
          .put(
              ReshapeTo.class,
              Kernel.of(
                  ReshapeTo.class, (op, in) -> in.get(0).reshaped(Ints.asList(in.get(1).ints()))))
          .put(
              Transpose.class,
              Kernel.of(Transpose.class, (op, in) -> transpose(in.get(0), op.axes())))
          .put(
              Expand.class,
              Kernel.of(Expand.class, (op, in) -> expand(in.get(0), in.get(1).ints())))
          .put(
              Slice.class,
              Kernel.of(
                  Slice.class,
                  (op, in) -> part(in.get(0), op.axis(), (int) op.start(), (int) op.end())))
          .put(
              Window.class,
              Kernel.of(
                  Window.class,
                  (op, in) -> part(in.get(0), op.axis(), in.get(1).ints()[0], in.get(2).ints()[0])))
          .put(Split.class, (op, in, dims) -> split(in.get(0), ((Split) op).sizes()))
          .put(Concat.class, Kernel.of(Concat.class, (op, in) -> concat(in, op.axis())))
          .put(
              ShapeOf.class,
              Kernel.of(ShapeOf.class, (op, in) -> NdArray.vector(Ints.toArray(in.get(0).shape()))))
          .put(
              SizeOf.class,
              Kernel.of(
                  SizeOf.class, (op, in) -> NdArray.scalar(DataType.INT64, in.get(0).count())))
          .put(
              Fill.class,
              Kernel.of(
                  Fill.class,
                  (op, in) ->
                      NdArray.fill(op.result().type(), Ints.asList(in.get(0).ints()), place -> 0)))
          .put(
              Range.class,
              Kernel.of(
                  Range.class,
                  (op, in) -> range(in.get(0).ints()[0], in.get(1).ints()[0], in.get(2).ints()[0])))
          .buildOrThrow();

  static NdArray transpose(NdArray x, List<Integer> axes) {
    List<Integer> shape = axes.stream().map(x::extent).toList();
    NdArray frame = NdArray.fill(x.type(), shape, place -> 0);
    return NdArray.fill(
        x.type(),
        shape,
        place -> {
          int[] to = frame.index(place);
          int[] from = new int[to.length];
          for (int i = 0; i < to.length; i++) {
            from[axes.get(i)] = to[i];
          }
          return x.at(from);
        });
  }

  private static NdArray expand(NdArray x, int[] target) {
    NdArray frame =
        NdArray.fill(x.type(), NdArray.broadcastShape(x.shape(), Ints.asList(target)), place -> 0);
    return NdArray.fill(x.type(), frame.shape(), place -> x.broadcastAt(frame.index(place)));
  }

  private static NdArray part(NdArray x, int axis, int start, int end) {
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(axis, end - start);
    NdArray frame = NdArray.fill(x.type(), shape, place -> 0);
    return NdArray.fill(
        x.type(),
        shape,
        place -> {
          int[] index = frame.index(place);
          index[axis] += start;
          return x.at(index);
        });
  }

  private static List<NdArray> split(NdArray x, List<Long> sizes) {
    List<NdArray> result = new ArrayList<>();
    int start = 0;
    for (long size : sizes) {
      result.add(part(x, 0, start, start + (int) size));
      start += (int) size;
    }
    return result;
  }

  private static NdArray concat(List<NdArray> parts, int axis) {
    NdArray first = parts.get(0);
    List<Integer> owners = new ArrayList<>(); // for each index along the axis, whose it is
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      starts.add(owners.size());
      owners.addAll(Collections.nCopies(parts.get(i).extent(axis), i));
    }
    List<Integer> shape = new ArrayList<>(first.shape());
    shape.set(axis, owners.size());
    NdArray frame = NdArray.fill(first.type(), shape, place -> 0);
    return NdArray.fill(
        first.type(),
        shape,
        place -> {
          int[] index = frame.index(place);
          int owner = owners.get(index[axis]);
          index[axis] -= starts.get(owner);
          return parts.get(owner).at(index);
        });
  }

  private static NdArray range(int start, int limit, int step) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = start; step > 0 ? number < limit : number > limit; number += step) {
      numbers.add(number);
    }
    return NdArray.vector(Ints.toArray(numbers));
  }
}
