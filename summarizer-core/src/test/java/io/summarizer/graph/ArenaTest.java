package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ArenaTest {
  private static final long MIB = 1 << 20;

  private final Arena arena = new Arena();

  @Test
  void chunks_are_multiples_of_256_bytes_one_after_the_other() {
    arena.allocate(1);
    arena.allocate(257);
    assertThat(arena.touched()).isEqualTo(256 + 512);
    assertThat(arena.reserved()).isEqualTo(MIB);
  }

  @Test
  void freed_neighbours_become_one() {
    List<Arena.Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      chunks.add(arena.allocate(MIB / 4));
    }
    arena.free(chunks.get(0));
    arena.free(chunks.get(2));
    arena.free(chunks.get(1));
    arena.allocate(3 * MIB / 4);
    assertThat(arena.reserved()).isEqualTo(MIB);
  }

  @Test
  void smallest_chunk_that_fits_is_taken() {
    Arena.Chunk large = arena.allocate(MIB / 2);
    arena.allocate(256);
    Arena.Chunk small = arena.allocate(1024);
    arena.allocate(256);
    arena.free(large);
    arena.free(small);
    arena.allocate(1024);
    arena.allocate(MIB / 2); // still whole
    assertThat(arena.reserved()).isEqualTo(MIB);
    assertThat(arena.touched()).isEqualTo(MIB / 2 + 256 + 1024 + 256);
  }

  @Test
  void chunk_of_less_than_twice_the_size_is_not_cut() {
    Arena.Chunk chunk = arena.allocate(MIB);
    arena.free(chunk);
    arena.allocate(MIB - 256); // all of it
    arena.allocate(256);
    assertThat(arena.reserved()).isEqualTo(MIB + 2 * MIB);
  }

  @Test
  void free_chunks_of_one_size_are_all_known() {
    Arena.Chunk inFirstRegion = arena.allocate(MIB);
    Arena.Chunk inSecondRegion = arena.allocate(MIB);
    arena.allocate(MIB);
    Arena.Chunk low = arena.allocate(MIB); // in the third region, of 4 MiB
    arena.allocate(MIB);
    Arena.Chunk high = arena.allocate(MIB);
    arena.allocate(MIB);
    for (Arena.Chunk chunk : List.of(inFirstRegion, inSecondRegion, low, high)) {
      arena.free(chunk);
    }
    for (int i = 0; i < 4; i++) {
      arena.allocate(MIB);
    }
    assertThat(arena.reserved()).isEqualTo((1 + 2 + 4) * MIB);
  }

  @Test
  void free_chunks_around_one_in_use_stay_apart() {
    Arena.Chunk low = arena.allocate(MIB / 4);
    arena.allocate(MIB / 4);
    Arena.Chunk high = arena.allocate(MIB / 4);
    arena.allocate(MIB / 4);
    arena.free(low);
    arena.free(high);
    arena.allocate(MIB / 2); // neither has room
    assertThat(arena.reserved()).isEqualTo((1 + 2) * MIB);
  }

  @Test
  void rest_of_128_mebibytes_is_cut_off_whatever_was_wanted() {
    arena.free(arena.allocate(512 * MIB));
    Arena.Chunk chunk = arena.allocate(384 * MIB);
    arena.allocate(128 * MIB);
    assertThat(arena.reserved()).isEqualTo(512 * MIB);
    arena.free(chunk);
    arena.allocate(384 * MIB - 127 * MIB); // leaves less, and all of it is taken
    arena.allocate(127 * MIB);
    assertThat(arena.reserved()).isEqualTo((512 + 512) * MIB);
  }

  @Test
  void regions_double_up_to_one_gibibyte() {
    for (long region = MIB; region <= 1024 * MIB; region *= 2) {
      arena.allocate(region);
    }
    arena.allocate(1024 * MIB);
    assertThat(arena.reserved()).isEqualTo((2047 + 1024) * MIB);
  }

  @Test
  void regions_double_or_grow_to_what_is_wanted() {
    arena.allocate(MIB);
    arena.allocate(MIB); // a region of 2 MiB
    arena.allocate(5 * MIB); // of 8
    assertThat(arena.reserved()).isEqualTo((1 + 2 + 8) * MIB);
    assertThat(arena.touched()).isEqualTo((1 + 1 + 5) * MIB);
  }

  @Property(tries = 200)
  void whatever_the_order_of_freeing_the_same_requests_are_served_again(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 3_000_000) Integer> sizes,
      @ForAll Random random) {
    Arena own = new Arena();
    List<Arena.Chunk> chunks = new ArrayList<>();
    sizes.forEach(size -> chunks.add(own.allocate(size)));
    long largest = own.reserved();
    assertThat(own.touched())
        .isBetween(sizes.stream().mapToLong(Integer::longValue).sum(), largest);
    Collections.shuffle(chunks, random);
    chunks.forEach(own::free);
    own.allocate(Collections.max(sizes)); // some region has it in one piece again
    assertThat(own.reserved()).isEqualTo(largest);
  }
}
