package dev.visage.train.fit;

/** Where a model comes from: what its run was started with, the epoch whose weights it has, what it was built with. */
public record Provenance(RunFolder.Start run, EpochReport bestEpoch, String tensorFlow, String java) {
}
