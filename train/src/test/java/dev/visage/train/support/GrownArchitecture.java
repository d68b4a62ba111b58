package dev.visage.train.support;

import com.google.auto.service.AutoService;
import dev.visage.train.network.Architecture;
import dev.visage.train.network.Heads;
import dev.visage.train.network.ImageInput;
import dev.visage.train.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** {@link TinyArchitecture} with one layer more. */
@AutoService(Architecture.class)
public final class GrownArchitecture implements Architecture {

    private final Architecture tiny = new TinyArchitecture();

    @Override
    public String name() {
        return "grown";
    }

    @Override
    public ImageInput input() {
        return tiny.input();
    }

    @Override
    public Heads build(Layers layers, Operand<TFloat32> images) {
        Heads heads = tiny.build(layers, images);
        Operand<TFloat32> more = layers.dense("more", layers.flatten("pixels", images), 1);
        return new Heads(layers.add("sum", heads.gender(), more), heads.age());
    }
}
