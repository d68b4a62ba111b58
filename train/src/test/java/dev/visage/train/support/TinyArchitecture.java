package dev.visage.train.support;

import com.google.auto.service.AutoService;
import dev.visage.train.network.AgeHead;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImageInput;
import dev.visage.train.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network that is fitted in seconds; that it is found by its name shows that adding a class is enough. */
@AutoService(Architecture.class)
public final class TinyArchitecture implements Architecture {

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public ImageInput input() {
        return new ImageInput(16, 1);
    }

    @Override
    public Heads build(Layers layers, Operand<TFloat32> images) {
        Operand<TFloat32> x = layers.conv2d("conv", images, 3, 8);
        x = layers.maxPool("pool", x, 2);
        x = layers.dropout("dropout", x, 0.1f);
        x = layers.flatten("flatten", x);
        x = layers.relu(layers.dense("dense", x, 32));
        return new Heads(layers.dense("gender", x, 1), new AgeHead.Estimate(layers.dense("age", x, 1)));
    }
}
