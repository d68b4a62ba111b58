package dev.visage.train.evaluate;

import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;

/** What a model told of a face beside what is so. */
public record Outcome(Label label, Prediction prediction) {

    boolean isGenderRight() {
        return prediction.gender() == label.gender();
    }

    boolean isFemale() {
        return label.gender() == Gender.FEMALE;
    }

    /** In years. */
    double ageError() {
        return Math.abs(prediction.age() - label.age());
    }

    /** How many age groups lie between, and one; 0 where the group is right. */
    int ageGroupDistance() {
        return Math.abs(prediction.ageGroup().ordinal() - label.ageGroup().ordinal());
    }

    boolean isAgeInInterval() {
        return prediction.ageLow() <= label.age() && label.age() <= prediction.ageHigh();
    }
}
