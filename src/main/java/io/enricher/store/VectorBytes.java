package io.enricher.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as the databases keep them: 4 bytes for each float, the lowest first. */
final class VectorBytes {

    private VectorBytes() {}

    static byte[] of(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float[] read(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
