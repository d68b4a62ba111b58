package dev.visage.train.export;

import dev.visage.train.card.CardSubject;
import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.DataException;
import dev.visage.train.evaluate.Figures;
import dev.visage.train.fit.FittedNetwork;
import dev.visage.train.fit.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a model folder holds and where it comes from: {@value #FILE}. It is what a server reads first, and needs no other
 * knowledge of the model than it.
 *
 * @param schema           of this file; a reader refuses one that it does not know
 * @param parameters       how many weights were fitted
 * @param files            every file of the folder but this one
 * @param ageGroups        in the order of {@code age_group_probabilities}
 * @param genders          {@code gender_probability} is that of the first
 * @param intervalCoverage the share of true ages that {@code age_low} to {@code age_high} holds
 * @param training         where the model comes from
 * @param figures          measured on the test part, which neither fitting nor calibration saw
 */
public record Manifest(int schema, String name, String version, String architecture, long parameters, Instant createdAt,
        List<ModelFile> files, Map<String, SignatureDescription> signatures, List<AgeGroup> ageGroups,
        List<String> genders, double intervalCoverage, Calibration calibration, Provenance training, Figures figures) {

    public static final String FILE = "manifest.json";

    static final int SCHEMA = 1;

    Manifest withFiles(List<ModelFile> newFiles) {
        return new Manifest(schema, name, version, architecture, parameters, createdAt, newFiles, signatures, ageGroups,
                genders, intervalCoverage, calibration, training, figures);
    }

    /** What the model's card tells of it besides its figures. */
    CardSubject cardSubject() {
        ModelFile model = files.stream().filter(file -> file.path().equals(FittedNetwork.MODEL)).findFirst()
                .orElseThrow(() -> new DataException(FILE + " does not list " + FittedNetwork.MODEL + ". Export again."));
        return new CardSubject(name, version, createdAt, model.sha256(), model.bytes(), parameters, intervalCoverage,
                training);
    }
}
