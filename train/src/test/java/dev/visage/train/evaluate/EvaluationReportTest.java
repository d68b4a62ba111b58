package dev.visage.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visage.train.data.Gender;
import dev.visage.train.data.Label;
import dev.visage.train.data.Race;
import dev.visage.train.support.Outcomes;
import dev.visage.train.support.Plots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

    @TempDir
    Path folder;

    private void write(List<Outcome> outcomes) throws IOException {
        EvaluationReport.write(folder, Evaluation.of(outcomes), outcomes);
    }

    private JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(folder.resolve("evaluation.json").toFile());
    }

    @Test
    void tellsProgramsTheFiguresOverallAndForEachKindOfPeople() throws IOException {
        write(Outcomes.four());
        JsonNode json = json();
        assertEquals(0.75, json.at("/overall/genderAccuracy").asDouble());
        assertEquals(4, json.at("/overall/images").asInt());
        assertEquals(2, json.at("/byAgeGroup/20-29/ageMae").asDouble());
        assertEquals(0.5, json.at("/byGender/female/genderAccuracy").asDouble());
        assertEquals(2, json.at("/byRace/white/images").asInt());
        assertEquals("70+", json.at("/ageGroupConfusion/labels/8").asText());
        assertEquals(1, json.at("/genderConfusion/counts/1/0").asInt());
        assertTrue(json.at("/byGender/female/genderAuc").isMissingNode(), "one gender has no curve");
        assertEquals(12, json.at("/byRaceAndGender/white male/ageMae").asDouble());
        assertEquals(12, json.at("/byRaceAndGender/white male/intervals/ageMae/high").asDouble());
        assertTrue(json.at("/byGender/female/intervals/genderAuc").isMissingNode());
    }

    @Test
    void showsPeoplePlots() throws IOException {
        write(Outcomes.four());
        for (String plot : List.of("roc.png", "reliability.png", "gender.png", "gender-by-group.png", "age-groups.png",
                "ages.png", "age-errors.png")) {
            Plots.assertIsPlot(folder.resolve(plot));
        }
    }

    @Test
    void plotsFacesOfOneGenderToo() throws IOException {
        write(List.of(Outcomes.outcome(new Label(30, Gender.MALE, Race.WHITE), 0.1, 30)));
        Plots.assertIsPlot(folder.resolve("roc.png"));
    }
}
