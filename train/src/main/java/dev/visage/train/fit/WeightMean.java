package dev.visage.train.fit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean of several networks' weights. Where one network was fitted on from the same weights in several ways, the mean
 * of the weights may do better than each (<a href="https://arxiv.org/abs/2203.05482">Wortsman et al., 2022</a>, "model
 * soups").
 */
final class WeightMean {

    private WeightMean() {
    }

    /**
     * @param networks the weights of each by name, of the same network
     * @return none where there is no network
     */
    static Map<String, float[]> of(List<Map<String, float[]>> networks) {
        Map<String, float[]> means = new HashMap<>();
        for (Map<String, float[]> network : networks) {
            network.forEach((name, weights) -> {
                float[] mean = means.computeIfAbsent(name, unknown -> new float[weights.length]);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += weights[i] / networks.size();
                }
            });
        }
        return means;
    }
}
