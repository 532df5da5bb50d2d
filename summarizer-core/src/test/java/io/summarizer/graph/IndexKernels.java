package io.summarizer.graph;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that pick elements by index, or find one. */
final class IndexKernels {
  private IndexKernels() {}

  static final Map<Class<? extends Op>, Kernel> ALL =
      ImmutableMap.<Class<? extends Op>, Kernel>builder()
          .put(Gather.class, Kernel.of(Gather.class, (op, in) -> rows(in.get(0), in.get(1))))
          .put(
              GatherElements.class,
              Kernel.of(GatherElements.class, (op, in) -> elements(in.get(0), in.get(1))))
          .put(
              ScatterAdd.class,
              Kernel.of(
                  ScatterAdd.class, (op, in) -> add(op.axis(), in.get(0), in.get(1), in.get(2))))
          .put(
              Scatter.class,
              Kernel.of(Scatter.class, (op, in) -> replace(in.get(0), in.get(1), in.get(2))))
          .put(TopK.class, (op, in, dims) -> top(in.get(0), (int) ((TopK) op).count()))
          .put(ArgMax.class, Kernel.of(ArgMax.class, (op, in) -> argMax(in.get(0))))
          .put(NonZero.class, Kernel.of(NonZero.class, (op, in) -> places(in.get(0))))
          .buildOrThrow();

  private static NdArray rows(NdArray table, NdArray indices) {
    int width = table.count() / table.extent(0);
    List<Integer> shape = new ArrayList<>(indices.shape());
    shape.addAll(table.shape().subList(1, table.rank()));
    int[] rows = indices.ints();
    return NdArray.fill(
        table.type(), shape, place -> table.data()[rows[place / width] * width + place % width]);
  }

  private static NdArray places(NdArray conditions) {
    double[] places =
        IntStream.range(0, conditions.count())
            .filter(place -> conditions.data()[place] == 1)
            .asDoubleStream()
            .toArray();
    return NdArray.of(DataType.INT64, List.of(1, places.length), places);
  }

  private static NdArray elements(NdArray x, NdArray indices) {
    int[] picked = indices.ints();
    return NdArray.fill(
        x.type(),
        indices.shape(),
        place -> {
          int[] index = indices.index(place);
          index[index.length - 1] = picked[place];
          return x.at(index);
        });
  }

  private static NdArray add(int axis, NdArray x, NdArray indices, NdArray updates) {
    double[] result = x.data().clone();
    int[] targets = indices.ints();
    for (int place = 0; place < updates.count(); place++) {
      int[] index = updates.index(place);
      index[axis] = targets[place];
      result[x.place(index)] += updates.data()[place];
    }
    return NdArray.of(x.type(), x.shape(), result);
  }

  private static NdArray replace(NdArray x, NdArray indices, NdArray updates) {
    double[] result = x.data().clone();
    int[] targets = indices.ints();
    for (int place = 0; place < updates.count(); place++) {
      int[] index = updates.index(place);
      index[index.length - 1] = targets[place];
      result[x.place(index)] = updates.data()[place];
    }
    return NdArray.of(x.type(), x.shape(), result);
  }

  private static List<NdArray> top(NdArray x, int count) {
    int width = x.extent(-1);
    List<Integer> shape = new ArrayList<>(x.shape().subList(0, x.rank() - 1));
    shape.add(count);
    NdArray indices =
        NdArray.fill(
            DataType.INT64,
            shape,
            place -> {
              int row = place / count * width;
              return IntStream.range(0, width)
                  .boxed()
                  .sorted(Comparator.comparing((Integer i) -> -x.data()[row + i]))
                  .toList()
                  .get(place % count);
            });
    return List.of(elements(x, indices), indices);
  }

  private static NdArray argMax(NdArray x) {
    int width = x.extent(-1);
    return NdArray.fill(
        DataType.INT64,
        x.shape().subList(0, x.rank() - 1),
        row -> {
          int best = 0;
          for (int i = 1; i < width; i++) {
            best = x.data()[row * width + i] > x.data()[row * width + best] ? i : best;
          }
          return best;
        });
  }
}
