package dev.visage.train.network;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A residual network (<a href="https://arxiv.org/abs/1512.03385">He et al., 2016</a>) with squeeze-and-excitation, made
 * for a processor without an accelerator: full convolutions, which it computes faster than depthwise ones, a first layer
 * that shrinks pictures at once, to a third where a photo must not take long, and few channels while they are large.
 */
@AutoService(Architecture.class)
public class Residual implements Architecture {

    private static final ImageInput INPUT = new ImageInput(96, 3);
    private static final ImageInput SMALL_INPUT = new ImageInput(64, 3);
    private static final Stem STEM = new Stem(5, 3, 32);
    private static final Dimensions PLAIN = new Dimensions(STEM, List.of(32, 64, 128, 256), List.of(1, 2, 2, 2));
    private static final Dimensions BRANCHED = new Dimensions(STEM, List.of(32, 64, 96, 160), List.of(1, 2, 2, 2));
    // Where the stride is even, an even kernel lies over both ends of a picture alike, as symmetry wants it.
    private static final Dimensions WIDE =
            new Dimensions(new Stem(6, 2, 32), List.of(32, 96, 192, 384), List.of(1, 2, 3, 2));
    private static final int TRUNK_STAGES = 2;
    private static final int SQUEEZE = 8;
    private static final float DROPOUT = 0.3f;

    private enum Choice {
        /** Squeeze-and-excitation. */
        EXCITATION,
        /** The age as a distribution over the years, else as one number. */
        DISTRIBUTION,
        /** Answers that are the same for a picture and its mirror image, but for pooling where a map's width is odd. */
        SYMMETRY,
        /** The last stages twice, with fewer channels and heads of their own. */
        BRANCHES
    }

    /** The first convolution: its kernel's width, its stride, in pixels, and how many kernels there are. */
    private record Stem(int kernel, int stride, int filters) {
    }

    /**
     * How wide and how deep: each stage works on maps of half the size of those before.
     *
     * @param filters of each stage's convolutions
     * @param blocks  of each stage
     */
    private record Dimensions(Stem stem, List<Integer> filters, List<Integer> blocks) {
    }

    private final String name;
    private final ImageInput input;
    private final Dimensions dimensions;
    private final Set<Choice> choices;

    /** Without symmetry. */
    public Residual() {
        this("residual", INPUT, PLAIN, Choice.EXCITATION, Choice.DISTRIBUTION);
    }

    private Residual(String name, ImageInput input, Dimensions dimensions, Choice... choices) {
        this.name = name;
        this.input = input;
        this.dimensions = dimensions;
        this.choices = Set.of(choices);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImageInput input() {
        return input;
    }

    @Override
    public boolean takesAnySize() {
        return true;
    }

    @Override
    public Heads build(Layers given, Operand<TFloat32> images) {
        Layers layers = choices.contains(Choice.SYMMETRY) ? given.symmetric() : given;
        Operand<TFloat32> x = layers.standardize(images);
        Stem stem = dimensions.stem();
        x = layers.relu(layers.normalizedConv2d("stem", x, stem.kernel(), stem.filters(), stem.stride(), Initializer.ONES));
        Operand<TFloat32> trunk = stages(layers, "", x, 0, TRUNK_STAGES);
        if (!choices.contains(Choice.BRANCHES)) {
            return branch(layers, "", trunk);
        }
        List<Heads> branches = List.of(branch(layers, "branch1.", trunk), branch(layers, "branch2.", trunk));
        return new Heads(layers.mean("gender", branches.stream().map(Heads::gender).toList()),
                ageHead(layers.mean("age", branches.stream().map(branch -> branch.age().output()).toList())), branches);
    }

    private Heads branch(Layers layers, String prefix, Operand<TFloat32> trunk) {
        Operand<TFloat32> x = stages(layers, prefix, trunk, TRUNK_STAGES, dimensions.blocks().size());
        x = layers.dropout(prefix + "dropout", layers.globalAveragePool(prefix + "pool", x), DROPOUT);
        int ageOutputs = choices.contains(Choice.DISTRIBUTION) ? AgeHead.Distribution.YEARS : 1;
        return new Heads(layers.dense(prefix + "gender", x, 1), ageHead(layers.dense(prefix + "age", x, ageOutputs)));
    }

    private AgeHead ageHead(Operand<TFloat32> output) {
        return choices.contains(Choice.DISTRIBUTION) ? new AgeHead.Distribution(output) : new AgeHead.Estimate(output);
    }

    private Operand<TFloat32> stages(Layers layers, String prefix, Operand<TFloat32> x, int from, int to) {
        Operand<TFloat32> y = x;
        for (int stage = from; stage < to; stage++) {
            for (int block = 0; block < dimensions.blocks().get(stage); block++) {
                boolean shrink = block == 0 && stage > 0;
                y = block(layers, "%sstage%d.block%d".formatted(prefix, stage + 1, block + 1), y,
                        dimensions.filters().get(stage), shrink);
            }
        }
        return y;
    }

    private Operand<TFloat32> block(Layers layers, String name, Operand<TFloat32> x, int filters, boolean shrink) {
        Operand<TFloat32> shortcut = shrink ? layers.averagePool(name + ".shrink", x) : x;
        // Every second pixel of an even width is seen with a neighbour more on one side: not what mirroring leaves as it is.
        boolean everySecond = shrink && !choices.contains(Choice.SYMMETRY);
        Operand<TFloat32> y = layers.relu(layers.normalizedConv2d(name + ".conv1", everySecond ? x : shortcut, 3, filters,
                everySecond ? 2 : 1, Initializer.ONES));
        // From zero: a block starts as if it were not there, which lets a deep network learn from the first step.
        y = layers.normalizedConv2d(name + ".conv2", y, 3, filters, 1, Initializer.ZEROS);
        if (choices.contains(Choice.EXCITATION)) {
            y = layers.squeezeAndExcite(name + ".excitation", y, SQUEEZE);
        }
        if (shortcut.shape().get(3) != filters) {
            shortcut = layers.normalizedConv2d(name + ".shortcut", shortcut, 1, filters, 1, Initializer.ONES);
        }
        return layers.relu(layers.add(name, y, shortcut));
    }

    /**
     * Gives the same answers for a picture and its mirror image: each kernel works twice, as it is and mirrored, so that
     * nothing has to be learnt for both sides of a face.
     */
    @AutoService(Architecture.class)
    public static final class Symmetric extends Residual {

        public Symmetric() {
            super("symmetric", INPUT, PLAIN, Choice.EXCITATION, Choice.DISTRIBUTION, Choice.SYMMETRY);
        }
    }

    /**
     * The network as it is shipped: symmetric, and after its second stage two branches that learn each by itself, as two
     * networks would that share their first layers (<a href="https://arxiv.org/abs/1511.06314">Lee et al., 2015</a>). It
     * tells the mean of their logits.
     */
    @AutoService(Architecture.class)
    public static final class Branched extends Residual {

        public Branched() {
            super("branched", INPUT, BRANCHED, Choice.values());
        }
    }

    /**
     * A symmetric one that looks closer, through more channels: five times the arithmetic of the branched one, too slow for
     * a function. It is there to teach. On small pictures, of 72 x 72, it is symmetric but nearly, as it pools maps of odd
     * width (9).
     */
    @AutoService(Architecture.class)
    public static final class Wide extends Residual {

        public Wide() {
            super("wide", INPUT, WIDE, Choice.EXCITATION, Choice.DISTRIBUTION, Choice.SYMMETRY);
        }
    }

    /** On pictures of 64 x 64: fitted twice as fast, to measure what each choice adds. */
    @AutoService(Architecture.class)
    public static final class Small extends Residual {

        public Small() {
            super("residual-64", SMALL_INPUT, PLAIN, Choice.EXCITATION, Choice.DISTRIBUTION);
        }
    }

    /** The small one with symmetry, nearly, as it pools maps of odd width (11), to measure what that adds. */
    @AutoService(Architecture.class)
    public static final class SmallSymmetric extends Residual {

        public SmallSymmetric() {
            super("symmetric-64", SMALL_INPUT, PLAIN, Choice.EXCITATION, Choice.DISTRIBUTION, Choice.SYMMETRY);
        }
    }

    /** The small symmetric one with branches, as nearly symmetric, to measure what those add. */
    @AutoService(Architecture.class)
    public static final class SmallBranched extends Residual {

        public SmallBranched() {
            super("branched-64", SMALL_INPUT, BRANCHED, Choice.values());
        }
    }

    /** The small one without squeeze-and-excitation, to measure what that adds. */
    @AutoService(Architecture.class)
    public static final class WithoutExcitation extends Residual {

        public WithoutExcitation() {
            super("residual-64-without-excitation", SMALL_INPUT, PLAIN, Choice.DISTRIBUTION);
        }
    }

    /** The small one with the age as one number, to measure what a distribution adds. */
    @AutoService(Architecture.class)
    public static final class OneAge extends Residual {

        public OneAge() {
            super("residual-64-one-age", SMALL_INPUT, PLAIN, Choice.EXCITATION);
        }
    }

    /** The small one on grey pictures, to measure what colour adds. */
    @AutoService(Architecture.class)
    public static final class Grey extends Residual {

        public Grey() {
            super("residual-64-grey", new ImageInput(SMALL_INPUT.size(), 1), PLAIN, Choice.EXCITATION, Choice.DISTRIBUTION);
        }
    }
}
