package dev.visage.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.visage.train.support.Reports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class TensorBoardWriterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void writesEachEpochAsAnEventThatTensorBoardReads() throws IOException {
        try (TensorBoardWriter writer = new TensorBoardWriter(folder, CLOCK)) {
            writer.epochDone(Reports.epoch(1, 0.8));
            writer.epochDone(Reports.epoch(2, 0.5));
        }
        List<Event> events = events(folder.resolve("events.out.tfevents.1700000000.visage"));
        assertEquals("brain.Event:2", events.get(0).getFileVersion());
        assertEquals(List.of(0L, 10L, 20L), events.stream().map(Event::getStep).toList());
        assertEquals(1_700_000_000.5, events.get(2).getWallTime());
        Map<String, Float> values = events.get(2).getSummary().getValueList().stream()
                .collect(Collectors.toMap(Summary.Value::getTag, Summary.Value::getSimpleValue));
        EpochReport report = Reports.epoch(2, 0.5);
        assertEquals(Map.of(
                "train/gender_loss", (float) report.trainLosses().gender(),
                "train/age_loss", (float) report.trainLosses().age(),
                "train/learning_rate", (float) report.learningRate(),
                "validation/loss", 0.5f,
                "validation/gender_accuracy", (float) report.validation().genderAccuracy(),
                "validation/gender_auc", (float) report.validation().genderAuc(),
                "validation/age_mae", (float) report.validation().ageMae(),
                "speed/images_per_second", (float) report.imagesPerSecond()), values);
    }

    /** Reads TFRecords as TensorFlow's record_reader.cc does, checksums and all. */
    private static List<Event> events(Path file) throws IOException {
        ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (records.hasRemaining()) {
            byte[] length = new byte[Long.BYTES];
            records.get(length);
            assertEquals(crc(length), unmask(records.getInt()));
            byte[] content = new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
            records.get(content);
            assertEquals(crc(content), unmask(records.getInt()));
            events.add(Event.parseFrom(content));
        }
        return events;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static int unmask(int masked) {
        return Integer.rotateLeft(masked - 0xa282ead8, 15);
    }
}
