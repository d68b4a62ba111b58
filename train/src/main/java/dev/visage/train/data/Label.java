package dev.visage.train.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of the person on a photo.
 *
 * @param age in years, 0 to {@value AgeGroup#MAX_AGE}
 */
public record Label(int age, Gender gender, Race race) {

    private static final Pattern NAME = Pattern.compile("(\\d{1,3})_([01])_([0-4])_\\d+\\.jpg(\\.chip\\.jpg)?");

    /**
     * Reads the label off a file name of the form {@code [age]_[gender]_[race]_[date&time].jpg.chip.jpg}.
     *
     * @return empty where the name has another form: a label is never guessed
     */
    public static Optional<Label> parse(String fileName) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            return Optional.empty();
        }
        int age = Integer.parseInt(name.group(1));
        if (age > AgeGroup.MAX_AGE) {
            return Optional.empty();
        }
        Gender gender = Gender.values()[Integer.parseInt(name.group(2))];
        Race race = Race.values()[Integer.parseInt(name.group(3))];
        return Optional.of(new Label(age, gender, race));
    }

    public AgeGroup ageGroup() {
        return AgeGroup.of(age);
    }
}
