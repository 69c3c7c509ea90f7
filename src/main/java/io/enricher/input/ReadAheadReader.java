package io.enricher.input;

import io.enricher.domain.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ReaderNotOpenException;

/**
 * Reads on a thread of its own, a few thousand records ahead, so that decoding and splitting go on while the records
 * before are looked up and written. Whoever reads notices nothing: records, rejected ones and errors come in their order
 * and on the reader's own thread, and the position kept is that of the last record handed out.
 */
final class ReadAheadReader implements ItemStreamReader<SourceRecord> {

    private static final int BLOCKS = 4;
    private static final int RECORDS_OF_A_BLOCK = 500;

    /** A block ends here if its records are long. */
    private static final long CHARACTERS_OF_A_BLOCK = 1 << 20;

    private static final long POLL_MILLIS = 50;

    private final ItemStreamReader<SourceRecord> reader;
    private final StartingPoint start;
    private final RejectListener rejects;

    private List<Found> filling = new ArrayList<>();
    private @Nullable Background background;
    private final Queue<Found> handed = new ArrayDeque<>();
    private boolean ended;
    private long number;

    /** What was found in the input; exactly one of both. */
    private record Found(Optional<SourceRecord> record, Optional<RejectedRecord> rejected) {

        static Found good(SourceRecord record) {
            return new Found(Optional.of(record), Optional.empty());
        }

        static Found bad(RejectedRecord rejected) {
            return new Found(Optional.empty(), Optional.of(rejected));
        }

        long characters() {
            long characters = rejected.map(bad -> bad.text().length()).orElse(0);
            for (String text : record.map(good -> good.fields().values()).orElse(List.of())) {
                characters += text.length();
            }
            return characters;
        }
    }

    /**
     * A part of the input.
     *
     * @param failure what ended the reading behind it
     * @param last    whether nothing follows
     */
    private record Block(List<Found> found, Optional<Throwable> failure, boolean last) {}

    /** @param reader makes the reader whose records are handed out; told what it rejects */
    ReadAheadReader(
            Function<RejectListener, ItemStreamReader<SourceRecord>> reader,
            StartingPoint start,
            RejectListener rejects) {
        this.reader = reader.apply(rejected -> filling.add(Found.bad(rejected)));
        this.start = start;
        this.rejects = rejects;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        reader.open(context);
        number = start.recordsToSkip(context);
        ended = false;
        background = new Background();
        background.start();
    }

    @Override
    public @Nullable SourceRecord read() throws Exception {
        while (true) {
            Found next = handed.poll();
            if (next == null) {
                if (ended) {
                    return null;
                }
                take();
                continue;
            }
            if (next.record().isPresent()) {
                SourceRecord record = next.record().get();
                number = record.number();
                return record;
            }
            RejectedRecord rejected = next.rejected().orElseThrow();
            number = rejected.number();
            rejects.rejected(rejected);
        }
    }

    private void take() throws Exception {
        if (background == null) {
            throw new ReaderNotOpenException("read() before open()");
        }
        Block block = background.take();
        handed.addAll(block.found());
        ended = block.last();
        if (block.failure().isPresent() && block.found().isEmpty()) {
            rethrow(block.failure().get());
        }
    }

    private static void rethrow(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    @Override
    public void update(ExecutionContext context) {
        start.save(context, number);
    }

    @Override
    public void close() {
        if (background != null) {
            background.end();
            background = null;
        }
        handed.clear();
        reader.close();
    }

    /** Fills blocks until the input ends, fails, or nobody wants more. */
    private final class Background extends Thread {

        private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS);
        private volatile boolean unwanted;

        private Background() {
            super("input");
            setDaemon(true);
        }

        @Override
        public void run() {
            boolean last = false;
            while (!last && !unwanted) {
                filling = new ArrayList<>();
                Optional<Throwable> failure = Optional.empty();
                try {
                    last = fill();
                } catch (Exception | Error e) {
                    failure = Optional.of(e);
                }
                List<Found> found = filling;
                if (failure.isPresent() && !found.isEmpty()) {
                    // What stands before the failure is handed out first.
                    put(new Block(found, Optional.empty(), false));
                    found = List.of();
                }
                last |= failure.isPresent();
                put(new Block(found, failure, last));
            }
        }

        private boolean fill() throws Exception {
            long characters = 0;
            while (filling.size() < RECORDS_OF_A_BLOCK && characters < CHARACTERS_OF_A_BLOCK) {
                int before = filling.size();
                SourceRecord record = reader.read();
                if (record == null) {
                    return true;
                }
                filling.add(Found.good(record));
                for (Found found : filling.subList(before, filling.size())) {
                    characters += found.characters();
                }
            }
            return false;
        }

        private void put(Block block) {
            try {
                while (!unwanted && !blocks.offer(block, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    // Full: the reader is slower.
                }
            } catch (InterruptedException e) {
                unwanted = true;
            }
        }

        private Block take() throws InterruptedException {
            return blocks.take();
        }

        /** Returns when the thread has ended. */
        private void end() {
            unwanted = true;
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
