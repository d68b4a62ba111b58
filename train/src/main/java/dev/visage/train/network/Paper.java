package dev.visage.train.network;

import com.google.auto.service.AutoService;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The network of "Age Group And Gender Classification Using Convolutional Neural Networks": 6,515,714 parameters, most
 * of them in the two heads' first layers. The paper leaves the dropout rates open; much of it before the last layer
 * would draw the estimated ages towards their median, as the layer has to be right on average over what is dropped.
 */
@AutoService(Architecture.class)
public final class Paper implements Architecture {

    @Override
    public String name() {
        return "paper";
    }

    @Override
    public ImageInput input() {
        return new ImageInput(64, 1);
    }

    @Override
    public Heads build(Layers layers, Operand<TFloat32> images) {
        Operand<TFloat32> x = images;
        x = layers.conv2d("conv1", x, 3, 32);
        x = layers.conv2d("conv2", x, 3, 64);
        x = layers.maxPool("pool1", x, 2);
        x = layers.conv2d("conv3", x, 3, 128);
        x = layers.maxPool("pool2", x, 2);
        x = layers.dropout("dropout", x, 0.25f);
        x = layers.flatten("flatten", x);
        return new Heads(head(layers, "gender", x), new AgeHead.Estimate(head(layers, "age", x)));
    }

    private static Operand<TFloat32> head(Layers layers, String name, Operand<TFloat32> features) {
        Operand<TFloat32> x = layers.relu(layers.dense(name + ".dense", features, 128));
        x = layers.dropout(name + ".dropout", x, 0.2f);
        return layers.dense(name + ".output", x, 1);
    }
}
