package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class PendingCursorTest {

    private static final long RUN = 7;

    @TempDir
    Path folder;

    @Test
    void twoThreadsThatReadAtTheSameTimeGetWholeChunks() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Application application = new Application(folder)) {
            Store store = application.bean(Store.class);
            store.workItems().addPending(RUN, items(25));
            PendingCursor cursor = new PendingCursor(store.workItems(), RUN, 20, () -> 20, new RunControl());
            cursor.rewind();

            List<Long> ofOne = new ArrayList<>();
            List<Long> ofOther = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                read(cursor, one).ifPresent(ofOne::add);
                read(cursor, other).ifPresent(ofOther::add);
            }

            assertThat(ofOne).containsExactlyElementsOf(numbers(1, 20));
            assertThat(ofOther).containsExactlyElementsOf(numbers(21, 25));
            assertThat(cursor.read()).isNull();
        } finally {
            one.shutdown();
            other.shutdown();
        }
    }

    @Test
    void aTableThatCannotBeReadEndsTheOtherThreadsToo() {
        try (Application application = new Application(folder)) {
            RunControl control = new RunControl();
            PendingCursor cursor =
                    new PendingCursor(application.bean(Store.class).workItems(), RUN, 20, () -> 20, control);
            application.database().execute("drop table work_item");

            assertThatThrownBy(cursor::read).isInstanceOf(DataAccessException.class);

            assertThat(control.isStopRequested()).isTrue();
            assertThat(control.fault()).containsInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aChunkHoldsItemsOfOneGroupAndIsPaddedToItsEnd() throws Exception {
        try (Application application = new Application(folder)) {
            Store store = application.bean(Store.class);
            store.workItems().addPending(RUN, inGroups(items(9), 3));
            PendingCursor cursor = new PendingCursor(store.workItems(), RUN, 5, () -> 5, new RunControl());
            cursor.rewind();

            List<Long> read = new ArrayList<>();
            for (AskedItem asked = cursor.read(); asked != null; asked = cursor.read()) {
                read.add(asked.item().number());
            }

            long padding = AskedItem.PADDING.item().number();
            assertThat(read)
                    .containsExactly(
                            3L, 6L, 9L, padding, padding, 1L, 4L, 7L, padding, padding, 2L, 5L, 8L, padding, padding);
        }
    }

    @Test
    void aSmallerSizeIsThatOfTheNextChunkWhichIsPaddedToItsEnd() {
        try (Application application = new Application(folder)) {
            Store store = application.bean(Store.class);
            store.workItems().addPending(RUN, items(12));
            int[] size = {5};
            PendingCursor cursor = new PendingCursor(store.workItems(), RUN, 5, () -> size[0], new RunControl());
            cursor.rewind();

            List<Long> read = new ArrayList<>();
            for (AskedItem asked = cursor.read(); asked != null; asked = cursor.read()) {
                read.add(asked.item().number());
                size[0] = read.size() < 6 ? 2 : 4;
            }

            long padding = AskedItem.PADDING.item().number();
            assertThat(read)
                    .containsExactly(
                            1L, 2L, 3L, 4L, 5L, 6L, 7L, padding, padding, padding, 8L, 9L, 10L, 11L, padding, 12L,
                            padding, padding, padding, padding);
        }
    }

    private static List<Item> inGroups(List<Item> items, int groups) {
        return items.stream()
                .map(item -> item.inGroup(new ItemGroup("group " + item.number() % groups, Map.of())))
                .toList();
    }

    private static Optional<Long> read(PendingCursor cursor, ExecutorService thread) throws Exception {
        return thread.submit(() -> Optional.ofNullable(cursor.read())
                        .map(AskedItem::unlessPadding)
                        .map(asked -> asked.item().number()))
                .get();
    }

    private static List<Item> items(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(n -> new Item(n, n + 1, key(n), Map.of("topic", "Topic " + n), ""))
                .toList();
    }

    private static ItemKey key(long n) {
        return ItemKey.of(ByteBuffer.allocate(32).putLong(n).array());
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
