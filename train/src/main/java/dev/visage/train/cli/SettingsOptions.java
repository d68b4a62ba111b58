package dev.visage.train.cli;

import dev.visage.train.data.Change;
import dev.visage.train.fit.FitSettings;
import dev.visage.train.fit.LossSettings;
import dev.visage.train.fit.OptimizerSettings;
import dev.visage.train.fit.Processor;
import dev.visage.train.fit.SampleSettings;
import dev.visage.train.network.Architecture;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a new run is started with. */
final class SettingsOptions {

    private static final double SMALL_FIRST = 0.6;

    private enum Precision {
        AUTO,
        FLOAT32,
        BFLOAT16
    }

    @Option(names = "--architecture", defaultValue = "branched", paramLabel = "NAME",
            description = "The network (default: ${DEFAULT-VALUE}).")
    private String architecture;

    @Option(names = "--epochs", defaultValue = "52", paramLabel = "N",
            description = "Length of the learning rate's schedule (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--batch", defaultValue = "128", paramLabel = "N",
            description = "Images a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--steps-per-epoch", defaultValue = "0", paramLabel = "N",
            description = "At most so many steps an epoch, for a quick trial (default: all).")
    private int stepsPerEpoch;

    @Option(names = "--learning-rate", defaultValue = "0.002", paramLabel = "X",
            description = "After the warm-up (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(names = "--warm-up", defaultValue = "1", paramLabel = "EPOCHS",
            description = "While the learning rate rises from zero (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(names = "--weight-decay", defaultValue = "0.05", paramLabel = "X",
            description = "Decoupled, as in AdamW (default: ${DEFAULT-VALUE}).")
    private double weightDecay;

    @Option(names = "--averaging", defaultValue = "0.998", paramLabel = "X",
            description = "What the averaged weights keep at each step (default: ${DEFAULT-VALUE}).")
    private double averaging;

    @Option(names = "--age-weight", defaultValue = "4", paramLabel = "X",
            description = "Of the age's loss beside the gender's (default: ${DEFAULT-VALUE}).")
    private double ageWeight;

    @Option(names = "--age-distribution", defaultValue = "0.5", paramLabel = "X",
            description = "Weight of the loss of an age told as a distribution (default: ${DEFAULT-VALUE}).")
    private double ageDistribution;

    @Option(names = "--age-spread", defaultValue = "2.5", paramLabel = "YEARS",
            description = "Deviation of the distribution that a label stands for (default: ${DEFAULT-VALUE}).")
    private double ageSpread;

    @Option(names = "--label-smoothing", defaultValue = "0.05", paramLabel = "X",
            description = "How much of a gender's label is given to both (default: ${DEFAULT-VALUE}).")
    private double labelSmoothing;

    @Option(names = "--augment", split = ",", defaultValue = "flip,geometry,light,colour,quality,erase",
            paramLabel = "CHANGE", description = "How photos are changed (default: all of ${COMPLETION-CANDIDATES}).")
    private Set<Change> augmentation;

    @Option(names = "--rare-ages", defaultValue = "0.3", paramLabel = "X",
            description = "How much more often photos of rare ages are drawn, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double rareAges;

    @Option(names = "--mixing", defaultValue = "0", paramLabel = "X",
            description = "Mix photos by shares of Beta(X, X), 0 to 5 (default: ${DEFAULT-VALUE}, none).")
    private double mixing;

    @Option(names = "--small-first", paramLabel = "SHARE",
            description = "Of the epochs, with smaller pictures (default: 0.6 where the network takes any size, else 0).")
    private Optional<Double> smallFirst;

    @Option(names = "--keep-contradicted",
            description = "Fit on near duplicates too whose labels contradict each other.")
    private boolean keepContradicted;

    @Option(names = "--patience", defaultValue = "52", paramLabel = "EPOCHS",
            description = "End when so many epochs in a row bring no better validation loss (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(names = "--precision", defaultValue = "auto", paramLabel = "TYPE",
            description = "float32, bfloat16, or auto: bfloat16 where the processor has it (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(names = "--seed", defaultValue = "42", paramLabel = "N",
            description = "Of split, start, order, augmentation and dropout (default: ${DEFAULT-VALUE}).")
    private long seed;

    FitSettings settings() {
        boolean bfloat16 = precision == Precision.BFLOAT16 || precision == Precision.AUTO && Processor.hasBfloat16();
        double small = smallFirst.orElse(Architecture.named(architecture).takesAnySize() ? SMALL_FIRST : 0.0);
        return new FitSettings(architecture, epochs, batch, stepsPerEpoch,
                new OptimizerSettings(learningRate, warmUp, weightDecay, averaging),
                new LossSettings(ageWeight, ageDistribution, ageSpread, labelSmoothing),
                new SampleSettings(augmentation, rareAges, mixing, small, !keepContradicted), patience, bfloat16, seed);
    }
}
