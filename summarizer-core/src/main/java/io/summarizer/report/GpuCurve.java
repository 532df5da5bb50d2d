package io.summarizer.report;

import io.summarizer.gpu.GpuPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings over time in a bounded number of points: when they are all taken, each two neighbours
 * become one, and from then on a point stands for twice as many readings.
 */
final class GpuCurve {
  /** Even, so that the last point has its whole number of readings after halving. */
  static final int MAX_POINTS = 512;

  private record Bucket(double seconds, GpuStatistics statistics) {}

  private List<Bucket> buckets = new ArrayList<>();
  private long readingsPerPoint = 1;

  void add(double seconds, GpuReading reading) {
    if (buckets.isEmpty() || last().readings() == readingsPerPoint) {
      if (buckets.size() == MAX_POINTS) {
        halve();
      }
      buckets.add(new Bucket(seconds, new GpuStatistics()));
    }
    last().add(reading);
  }

  List<GpuPoint> points() {
    return buckets.stream().map(bucket -> bucket.statistics.at(bucket.seconds)).toList();
  }

  private GpuStatistics last() {
    return buckets.get(buckets.size() - 1).statistics;
  }

  private void halve() {
    List<Bucket> halved = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i += 2) {
      buckets.get(i).statistics.add(buckets.get(i + 1).statistics);
      halved.add(buckets.get(i));
    }
    buckets = halved;
    readingsPerPoint *= 2;
  }
}
