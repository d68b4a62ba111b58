package dev.visage.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

    @Test
    void readsAgeGenderAndRaceOffTheName() {
        assertEquals(Optional.of(new Label(26, Gender.FEMALE, Race.ASIAN)),
                Label.parse("26_1_2_20170116174525125.jpg.chip.jpg"));
        assertEquals(Optional.of(new Label(116, Gender.MALE, Race.OTHER)), Label.parse("116_0_4_20170112213001988.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "39_1_20170116174525125.jpg.chip.jpg", "55_0_0_20170116232725357jpg.chip.jpg", "117_0_0_2017.jpg.chip.jpg",
        "-1_0_0_2017.jpg.chip.jpg", "26_2_0_2017.jpg.chip.jpg", "26_0_5_2017.jpg.chip.jpg", "26_0_0_.jpg.chip.jpg",
        "26_0_0_2017.png", "x26_0_0_2017.jpg", "26_0_0_2017.jpg.chip.jpg.bak", ""})
    void skipsNamesThatTellNoLabel(String name) {
        assertEquals(Optional.empty(), Label.parse(name));
    }

    @ParameterizedTest
    @CsvSource({"0,0-2", "2,0-2", "3,3-9", "9,3-9", "10,10-19", "19,10-19", "20,20-29", "69,60-69", "70,70+", "116,70+"})
    void knowsTheAgeGroup(int age, String group) {
        assertEquals(group, new Label(age, Gender.MALE, Race.WHITE).ageGroup().label());
    }

    @Test
    void hasAgeGroupsWithoutGapsUpToTheHighestAge() {
        int next = 0;
        for (AgeGroup group : AgeGroup.values()) {
            assertEquals(next, group.low());
            next = group.high() + 1;
        }
        assertEquals(AgeGroup.MAX_AGE + 1, next);
    }
}
