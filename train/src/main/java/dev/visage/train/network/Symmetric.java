package dev.visage.train.network;

import com.google.auto.service.AutoService;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A residual network with squeeze-and-excitation, made for a processor without an accelerator as {@link Residual} is, that
 * tells the same of a photo and of its mirror image, whatever its weights. Each kernel works twice, as it is and mirrored
 * (<a href="https://arxiv.org/abs/1602.07576">Cohen and Welling, 2016</a>), so that nothing has to be learnt for both sides
 * of a face: half the weights, and more is learnt of as many photos.
 */
@AutoService(Architecture.class)
public final class Symmetric implements Architecture {

    private static final ImageInput INPUT = new ImageInput(96, 3);
    private static final int STEM_FILTERS = 32;
    private static final int STEM_STRIDE = 3;
    private static final int[] STAGE_FILTERS = {32, 64, 128, 256};
    private static final int[] STAGE_BLOCKS = {1, 2, 2, 2};
    private static final int SQUEEZE = 8;
    private static final float DROPOUT = 0.3f;

    @Override
    public String name() {
        return "symmetric";
    }

    @Override
    public ImageInput input() {
        return INPUT;
    }

    @Override
    public boolean takesAnySize() {
        return true;
    }

    @Override
    public Heads build(Layers layers, Operand<TFloat32> images) {
        Operand<TFloat32> x = layers.standardize(images);
        x = layers.relu(layers.mirrorLiftingConv2d("stem", x, 5, STEM_FILTERS, STEM_STRIDE, Initializer.ONES));
        for (int stage = 0; stage < STAGE_FILTERS.length; stage++) {
            for (int block = 0; block < STAGE_BLOCKS[stage]; block++) {
                String name = "stage%d.block%d".formatted(stage + 1, block + 1);
                if (block == 0 && stage > 0) {
                    // A convolution of every second pixel of an even width would look further to one side.
                    x = layers.averagePool(name + ".shrink", x);
                }
                x = block(layers, name, x, STAGE_FILTERS[stage]);
            }
        }
        x = layers.dropout("dropout", layers.mirrorInvariantPool("pool", x), DROPOUT);
        return new Heads(layers.dense("gender", x, 1),
                new AgeHead.Distribution(layers.dense("age", x, AgeHead.Distribution.YEARS)));
    }

    private static Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, int filters) {
        Operand<TFloat32> y = layers.relu(layers.mirrorConv2d(name + ".conv1", x, 3, filters, Initializer.ONES));
        // From zero: a block starts as if it were not there, which lets a deep network learn from the first step.
        y = layers.mirrorConv2d(name + ".conv2", y, 3, filters, Initializer.ZEROS);
        y = layers.mirrorSqueezeAndExcite(name + ".excitation", y, SQUEEZE);
        Operand<TFloat32> shortcut = x.shape().get(3) == filters ? x
                : layers.mirrorConv2d(name + ".shortcut", x, 1, filters, Initializer.ONES);
        return layers.relu(layers.add(name, y, shortcut));
    }
}
