package dev.visage.train.network;

import org.tensorflow.types.TFloat32;

/** What is in a tensor, as Java has it. */
public final class TensorValues {

    private TensorValues() {
    }

    /** A copy of all values, the last dimension's next to each other. */
    public static float[] floats(TFloat32 tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }
}
