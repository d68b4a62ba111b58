package dev.visage.train.network;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts batch normalization into the convolutions before it: a fitted network computes the same with fewer operations,
 * as kernel' = kernel * scale / deviation and bias = offset - mean * scale / deviation.
 */
public final class FoldedWeights {

    private static final String VARIANCE = ".variance";

    private FoldedWeights() {
    }

    /**
     * @param weights by name, as {@link Normalization#byStatistics} uses them
     * @return weights by name, as {@link Normalization#folded} uses them
     */
    public static Map<String, float[]> fold(Map<String, float[]> weights) {
        Map<String, float[]> folded = new LinkedHashMap<>(weights);
        weights.keySet().stream().filter(name -> name.endsWith(VARIANCE))
                .forEach(name -> fold(name.substring(0, name.length() - VARIANCE.length()), folded));
        return folded;
    }

    private static void fold(String layer, Map<String, float[]> weights) {
        float[] scale = weights.remove(layer + ".scale");
        float[] offset = weights.remove(layer + ".offset");
        float[] mean = weights.remove(layer + ".mean");
        float[] variance = weights.remove(layer + VARIANCE);
        int channels = scale.length;
        float[] kernel = weights.get(layer + ".kernel").clone();
        float[] bias = new float[channels];
        double[] factor = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            factor[channel] = scale[channel] / Math.sqrt(variance[channel] + Normalization.EPSILON);
            bias[channel] = (float) (offset[channel] - mean[channel] * factor[channel]);
        }
        for (int i = 0; i < kernel.length; i++) {
            // The output channel is the kernel's last dimension.
            kernel[i] *= (float) factor[i % channels];
        }
        weights.put(layer + ".kernel", kernel);
        weights.put(layer + ".bias", bias);
    }
}
