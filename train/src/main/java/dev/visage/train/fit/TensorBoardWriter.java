package dev.visage.train.fit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Writes each epoch's figures as an event file for TensorBoard. */
public final class TensorBoardWriter implements TrainingListener {

    private final OutputStream out;
    private final Clock clock;

    public TensorBoardWriter(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        Files.createDirectories(folder);
        out = new BufferedOutputStream(Files.newOutputStream(
                folder.resolve("events.out.tfevents.%010d.visage".formatted(clock.millis() / 1000))));
        write(event().setFileVersion("brain.Event:2").build());
    }

    @Override
    public void epochDone(EpochReport report) {
        Summary summary = Summary.newBuilder()
                .addValue(value("train/gender_loss", report.trainLosses().gender()))
                .addValue(value("train/age_loss", report.trainLosses().age()))
                .addValue(value("train/learning_rate", report.learningRate()))
                .addValue(value("validation/loss", report.validation().loss()))
                .addValue(value("validation/gender_accuracy", report.validation().genderAccuracy()))
                .addValue(value("validation/gender_auc", report.validation().genderAuc()))
                .addValue(value("validation/age_mae", report.validation().ageMae()))
                .addValue(value("speed/images_per_second", report.imagesPerSecond()))
                .build();
        try {
            write(event().setStep(report.step()).setSummary(summary).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Summary.Value value(String tag, double value) {
        return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
    }

    private Event.Builder event() {
        return Event.newBuilder().setWallTime(clock.millis() / 1e3);
    }

    /** A TFRecord: length, checksum of the length, content, checksum of the content. */
    private void write(Event event) throws IOException {
        byte[] content = event.toByteArray();
        byte[] length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(content.length).array();
        out.write(length);
        out.write(maskedChecksum(length));
        out.write(content);
        out.write(maskedChecksum(content));
        out.flush();
    }

    /** The masking of TensorFlow's {@code tsl/lib/hash/crc32c.h}. */
    private static byte[] maskedChecksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        int masked = Integer.rotateRight(value, 15) + 0xa282ead8;
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
