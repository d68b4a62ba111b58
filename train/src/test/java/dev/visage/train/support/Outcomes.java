package dev.visage.train.support;

import dev.visage.train.data.AgeGroup;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.evaluate.Outcome;
import dev.visage.train.evaluate.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Outcomes made by hand. */
public final class Outcomes {

    private Outcomes() {
    }

    /** An estimate whose interval reaches ten years to both sides and whose age group is the estimate's. */
    public static Outcome outcome(Label label, double female, double age) {
        List<Double> groups = new ArrayList<>();
        for (AgeGroup group : AgeGroup.values()) {
            groups.add(group == AgeGroup.of((int) Math.round(age)) ? 0.6 : 0.05);
        }
        return new Outcome(label, new Prediction(female, age, age - 10, age + 10, groups));
    }

    /** Of four people, by hand: one gender wrong; ages off by 2, 5, 12 and 30 years. */
    public static List<Outcome> four() {
        return List.of(
                outcome(new Label(25, Gender.FEMALE, Race.WHITE), 0.9, 27),
                outcome(new Label(40, Gender.FEMALE, Race.BLACK), 0.3, 35),
                outcome(new Label(8, Gender.MALE, Race.WHITE), 0.2, 20),
                outcome(new Label(90, Gender.MALE, Race.ASIAN), 0.4, 60));
    }

    /** Of people of all ages, genders and races: most answers right, some wrong, the wrong ones anywhere. */
    public static List<Outcome> many(int count) {
        Random random = new Random(count);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Label label = new Label(random.nextInt(91), Gender.values()[i % 2], Race.values()[random.nextInt(5)]);
            double logit = (label.gender() == Gender.FEMALE ? 1.5 : -1.5) + random.nextGaussian();
            double age = Math.max(0, label.age() + 8 * random.nextGaussian());
            outcomes.add(outcome(label, 1 / (1 + Math.exp(-logit)), age));
        }
        return outcomes;
    }
}
