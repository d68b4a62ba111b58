package dev.visage.train.support;

import com.google.auto.service.AutoService;
import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImageInput;
import dev.visage.train.network.Initializer;
import dev.visage.train.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** As small as {@link TinyArchitecture}, but with normalization, in colour, and with ages as distributions. */
@AutoService(Architecture.class)
public final class TinyDistribution implements Architecture {

    @Override
    public String name() {
        return "tiny-distribution";
    }

    @Override
    public ImageInput input() {
        return new ImageInput(16, 3);
    }

    @Override
    public boolean takesAnySize() {
        return true;
    }

    @Override
    public Heads build(Layers layers, Operand<TFloat32> images) {
        Operand<TFloat32> x = layers.standardize(images);
        x = layers.relu(layers.normalizedConv2d("conv", x, 3, 16, 2, Initializer.ONES));
        Operand<TFloat32> y = layers.normalizedConv2d("block", x, 3, 16, 1, Initializer.ZEROS);
        x = layers.relu(layers.add("sum", x, layers.squeezeAndExcite("excitation", y, 4)));
        x = layers.globalAveragePool("pool", layers.averagePool("shrink", x));
        return new Heads(layers.dense("gender", x, 1),
                new AgeHead.Distribution(layers.dense("age", x, AgeHead.Distribution.YEARS)));
    }
}
