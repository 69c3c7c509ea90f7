package io.enricher.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** One partition per thread; all are fed by one shared cursor, so a partition has no range of its own. */
final class ThreadPartitioner implements Partitioner {

    private final IntSupplier threads;

    /** @param threads how many are worth starting for what is left to do, asked when the step begins */
    ThreadPartitioner(IntSupplier threads) {
        this.threads = threads;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        int most = Math.min(gridSize, threads.getAsInt());
        for (int thread = 1; thread <= most; thread++) {
            partitions.put("thread-" + thread, new ExecutionContext());
        }
        return partitions;
    }
}
