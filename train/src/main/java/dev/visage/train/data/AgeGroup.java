package dev.visage.train.data;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** The nine age groups of <a href="https://arxiv.org/abs/1908.04913">FairFace</a>, youngest first. */
@JsonFormat(shape = JsonFormat.Shape.OBJECT)
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public enum AgeGroup {
    FROM_0("0-2", 0, 2),
    FROM_3("3-9", 3, 9),
    FROM_10("10-19", 10, 19),
    FROM_20("20-29", 20, 29),
    FROM_30("30-39", 30, 39),
    FROM_40("40-49", 40, 49),
    FROM_50("50-59", 50, 59),
    FROM_60("60-69", 60, 69),
    FROM_70("70+", 70, AgeGroup.MAX_AGE);

    /** The highest age in years that UTKFace has and that a model tells. */
    public static final int MAX_AGE = 116;

    private final String label;
    private final int low;
    private final int high;

    AgeGroup(String label, int low, int high) {
        this.label = label;
        this.low = low;
        this.high = high;
    }

    /** @param age in years, at least 0 */
    public static AgeGroup of(int age) {
        for (AgeGroup group : values()) {
            if (age <= group.high) {
                return group;
            }
        }
        return FROM_70;
    }

    @JsonCreator
    static AgeGroup labelled(@JsonProperty("label") String label) {
        return Arrays.stream(values()).filter(group -> group.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no age group " + label));
    }

    /** What people call the group, such as {@code 20-29} or {@code 70+}. */
    public String label() {
        return label;
    }

    /** The youngest age of the group in years. */
    public int low() {
        return low;
    }

    /** The oldest age of the group in years. */
    public int high() {
        return high;
    }
}
