package dev.visage.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visage.image.ImageRefusedException.Reason;
import dev.visage.support.TestImages;
import io.quarkus.runtime.configuration.MemorySize;
import java.awt.image.BufferedImage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInspectorTest {

    private final ImageInspector inspector = inspector(1_000_000, 1_000_000);

    @Test
    void readsTheSizeOfAJpeg() {
        ImageHeader header = new ImageHeader(ImageFormat.JPEG, 30, 20, 1);

        assertEquals(header, inspector.inspect(TestImages.jpeg(30, 20)));
        assertEquals(header, inspector.inspect(TestImages.progressiveJpeg(30, 20)));
    }

    @Test
    void readsTheSizeOfAPng() {
        assertEquals(new ImageHeader(ImageFormat.PNG, 30, 20, 1), inspector.inspect(TestImages.png(30, 20)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0xC1, 0xC2})
    void knowsTheFramesOfTheUsualCodingProcesses(int marker) {
        assertEquals(30, inspector.inspect(jpegWithFrame(marker)).width());
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
    void refusesTheFramesOfRareCodingProcesses(int marker) {
        ImageRefusedException refusal = refusal(jpegWithFrame(marker));

        assertEquals(Reason.UNSUPPORTED_FORMAT, refusal.reason());
        assertTrue(refusal.getMessage().contains("arithmetic"), refusal.getMessage());
    }

    private static byte[] jpegWithFrame(int marker) {
        byte[] jpeg = TestImages.jpeg(30, 20);
        jpeg[indexOf(jpeg, (byte) 0xFF, (byte) 0xC0) + 1] = (byte) marker;
        return jpeg;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheOrientationInBothByteOrders(int orientation) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] exif = TestImages.exif(order, orientation);
            byte[] jpeg = TestImages.jpegWithExif(TestImages.jpeg(30, 20), exif);
            byte[] png = TestImages.pngWithExif(TestImages.png(30, 20), exif);

            assertEquals(new ImageHeader(ImageFormat.JPEG, 30, 20, orientation), inspector.inspect(jpeg));
            assertEquals(new ImageHeader(ImageFormat.PNG, 30, 20, orientation), inspector.inspect(png));
        }
    }

    @Test
    void takesAPhotoWithDamagedExifDataAsUpright() {
        byte[] exif = TestImages.exif(ByteOrder.BIG_ENDIAN, 6);
        Random random = new Random(1);
        for (int length = 0; length <= exif.length; length++) {
            byte[] damaged = Arrays.copyOf(exif, length);
            if (length > 0) {
                damaged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
            ImageHeader header = inspector.inspect(TestImages.jpegWithExif(TestImages.jpeg(30, 20), damaged));
            assertTrue(header.orientation() >= 1 && header.orientation() <= 8, header.toString());
        }
        byte[] notTiff = "XXXXXXXXXXXXXXXXXXXX".getBytes(StandardCharsets.US_ASCII);
        assertEquals(1, inspector.inspect(TestImages.jpegWithExif(TestImages.jpeg(30, 20), notTiff)).orientation());
        byte[] impossible = TestImages.exif(ByteOrder.BIG_ENDIAN, 9);
        assertEquals(1, inspector.inspect(TestImages.jpegWithExif(TestImages.jpeg(30, 20), impossible)).orientation());
    }

    @Test
    void readsOnWhereASloppyWriterLeftBytesBetweenTwoSegments() {
        byte[] jpeg = TestImages.jpeg(30, 20);
        int behindFirst = 4 + ByteBuffer.wrap(jpeg).getShort(4);
        byte[] sloppy = ByteBuffer.allocate(jpeg.length + 4)
                .put(jpeg, 0, behindFirst)
                .put(new byte[] {0, 7, (byte) 0xFF, (byte) 0xFF})
                .put(jpeg, behindFirst, jpeg.length - behindFirst)
                .array();

        assertEquals(30, inspector.inspect(sloppy).width());
    }

    @Test
    void acceptsWhatFollowsTheEndOfAnImage() {
        byte[] jpeg = TestImages.jpeg(30, 20);
        byte[] png = TestImages.png(30, 20);

        assertEquals(30, inspector.inspect(Arrays.copyOf(jpeg, jpeg.length + 100)).width());
        assertEquals(30, inspector.inspect(Arrays.copyOf(png, png.length + 100)).width());
    }

    @Test
    void refusesAJpegThatIsCutOffAnywhere() {
        byte[] exif = TestImages.exif(ByteOrder.BIG_ENDIAN, 6);

        assertCutOffAnywhere(TestImages.jpegWithExif(TestImages.jpeg(30, 20), exif), 3);
        assertCutOffAnywhere(TestImages.progressiveJpeg(30, 20), 3);
    }

    @Test
    void refusesAPngThatIsCutOffAnywhere() {
        byte[] exif = TestImages.exif(ByteOrder.BIG_ENDIAN, 6);

        assertCutOffAnywhere(TestImages.pngWithExif(TestImages.png(30, 20), exif), 8);
        assertCutOffAnywhere(TestImages.interlacedPng(TestImages.picture(30, 20, BufferedImage.TYPE_INT_ARGB)), 8);
    }

    @ParameterizedTest
    @CsvSource({
            "GIF, 'GIF89a________'",
            "BMP, 'BM____\0\0\0\0____'",
            "WebP, 'RIFF____WEBPVP8 '",
            "HEIC or AVIF, '\0\0\0\u0018ftypheic____'",
            "HEIC or AVIF, '\0\0\0\u0018ftypavif____'",
            "TIFF, 'II*\0____________'",
            "TIFF, 'MM\0*____________'",
            "PDF, '%PDF-1.7________'",
    })
    void namesTheFormatThatIsNotSupported(String format, String file) {
        ImageRefusedException refusal = refusal(file.getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(Reason.UNSUPPORTED_FORMAT, refusal.reason());
        assertTrue(refusal.getMessage().contains(format), refusal.getMessage());
    }

    @Test
    void refusesAJpegInInks() {
        ImageRefusedException refusal = refusal(TestImages.cmykJpeg(30, 20));

        assertEquals(Reason.UNSUPPORTED_FORMAT, refusal.reason());
        assertTrue(refusal.getMessage().contains("CMYK"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "hello, world", "<html></html>", "BMW is no image", "\0\0\0\u0018ftypisom____"})
    void refusesWhatIsNoImage(String text) {
        assertEquals(Reason.NOT_AN_IMAGE, refusal(text.getBytes(StandardCharsets.ISO_8859_1)).reason());
    }

    @Test
    void refusesNothing() {
        assertEquals(Reason.EMPTY, refusal(new byte[0]).reason());
    }

    @Test
    void refusesAnImageWithoutPixels() {
        byte[] jpeg = TestImages.jpeg(30, 20);
        int frame = indexOf(jpeg, (byte) 0xFF, (byte) 0xC0);
        Arrays.fill(jpeg, frame + 5, frame + 7, (byte) 0);
        byte[] png = TestImages.png(30, 20);
        png[16] = (byte) 0x80;

        assertEquals(Reason.DAMAGED, refusal(jpeg).reason());
        assertEquals(Reason.DAMAGED, refusal(png).reason());
    }

    @Test
    void refusesAJpegOfCountlessScans() {
        assertEquals(Reason.DAMAGED, refusal(withScans(TestImages.progressiveJpeg(30, 20), 1000)).reason());
        assertEquals(Reason.DAMAGED, refusal(withScans(TestImages.jpeg(30, 20), 1000)).reason());
        assertEquals(30, inspector(1_000_000, 600).inspect(withScans(TestImages.jpeg(30, 20), 50)).width());
    }

    @Test
    void countsNoScanBehindTheEndOfAJpeg() {
        byte[] jpeg = TestImages.jpeg(30, 20);
        byte[] video = withScans(jpeg, 1000);
        byte[] motionPhoto = ByteBuffer.allocate(jpeg.length + video.length).put(jpeg).put(video).array();

        assertEquals(30, inspector(1_000_000, 600).inspect(motionPhoto).width());
    }

    /** The file with further scans of the first colour in front of its end, each as short as can be. */
    private static byte[] withScans(byte[] jpeg, int scans) {
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + scans * scan.length).put(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < scans; i++) {
            file.put(scan);
        }
        return file.put(jpeg, jpeg.length - 2, 2).array();
    }

    /** Within restart intervals a decoder skips it alone, and reads the scans that it seems to hold. */
    @Test
    void refusesAJpegWithAReservedMarker() {
        byte[] jpeg = TestImages.jpeg(30, 20);
        byte[] hidden = ByteBuffer.allocate(jpeg.length + 6).put(jpeg, 0, jpeg.length - 2)
                .put(new byte[] {(byte) 0xFF, 0x02, 0, 4, 1, 1}).put(jpeg, jpeg.length - 2, 2).array();

        assertEquals(Reason.DAMAGED, refusal(hidden).reason());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAPngWithMorePixelsThanItsHeaderSays(boolean interlaced) {
        BufferedImage noise = noise(400, 400);
        byte[] png = interlaced ? TestImages.interlacedPng(noise) : TestImages.png(noise);
        assertEquals(400, inspector.inspect(png).width());

        // A twentieth of the rows: the pixels go on behind the last of them.
        ByteBuffer.wrap(png).putInt(20, 20);
        ImageRefusedException refusal = refusal(png);
        assertEquals(Reason.DAMAGED, refusal.reason());
        assertTrue(refusal.getMessage().contains("more pixels than its header says"), refusal.getMessage());
    }

    /** So that it is hard to compress. */
    private static BufferedImage noise(int width, int height) {
        BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                noise.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return noise;
    }

    @Test
    void refusesAPngOfNoKindOfPicture() {
        for (int place : new int[] {24, 25}) {
            byte[] png = TestImages.png(30, 20);
            png[place] = 99;
            assertEquals(Reason.DAMAGED, refusal(png).reason());
        }
    }

    @Test
    void refusesALongerSideThanAJpegCanHave() {
        byte[] png = TestImages.png(30, 20);
        ByteBuffer.wrap(png).putInt(16, 65_535).putInt(20, 1);
        assertEquals(65_535, inspector.inspect(png).width());

        ByteBuffer.wrap(png).putInt(16, 65_536);
        assertEquals(Reason.TOO_MANY_PIXELS, refusal(png).reason());
        ByteBuffer.wrap(png).putInt(16, 1).putInt(20, 65_536);
        assertTrue(refusal(png).getMessage().contains("65,535 in a row or column"), refusal(png).getMessage());
    }

    @Test
    void refusesAPngOfCountlessChunks() {
        byte[] chunk = {0, 0, 0, 0, 't', 'I', 'M', 'E', 0, 0, 0, 0};
        byte[] png = TestImages.png(30, 20);
        ByteBuffer file = ByteBuffer.allocate(png.length + 2000 * chunk.length).put(png, 0, png.length - 12);
        for (int i = 0; i < 2000; i++) {
            file.put(chunk);
        }

        assertEquals(Reason.DAMAGED, refusal(file.put(png, png.length - 12, 12).array()).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt", "iCCP"})
    void refusesAPngOfCountlessCompressedChunks(String type) {
        byte[] few = TestImages.png(30, 20);
        for (int i = 0; i < 16; i++) {
            few = TestImages.pngWithChunk(few, type, new byte[] {'k', 0, 0, 0, 0, 0});
        }
        byte[] many = TestImages.pngWithChunk(few, type, new byte[] {'k', 0, 0, 0, 0, 0});

        assertEquals(30, inspector(1_000_000, 600).inspect(few).width());
        assertEquals(Reason.DAMAGED, refusal(many).reason());
    }

    @Test
    void refusesMoreBytesThanTheLimit() {
        byte[] png = TestImages.png(30, 20);

        assertEquals(30, inspector(png.length, 600).inspect(png).width());
        ImageRefusedException refusal =
                assertThrows(ImageRefusedException.class, () -> inspector(png.length - 1, 600).inspect(png));
        assertEquals(Reason.TOO_MANY_BYTES, refusal.reason());
    }

    @Test
    void refusesMorePixelsThanTheLimit() {
        byte[] png = TestImages.png(30, 20);

        ImageRefusedException refusal =
                assertThrows(ImageRefusedException.class, () -> inspector(png.length, 599).inspect(png));
        assertEquals(Reason.TOO_MANY_PIXELS, refusal.reason());
        assertTrue(refusal.getMessage().contains("30 x 20"), refusal.getMessage());
    }

    @Test
    void refusesAHeaderThatClaimsMorePixelsThanAnIntCounts() {
        byte[] png = TestImages.png(30, 20);
        Arrays.fill(png, 16, 24, (byte) 0x7F);

        assertEquals(Reason.TOO_MANY_PIXELS, refusal(png).reason());
    }

    @Test
    void meetsHostileBytesWithAHeaderOrARefusal() {
        byte[] exif = TestImages.exif(ByteOrder.LITTLE_ENDIAN, 6);
        byte[][] images = {
                TestImages.jpegWithExif(TestImages.jpeg(64, 64), exif),
                TestImages.progressiveJpeg(64, 64),
                TestImages.pngWithExif(TestImages.png(16, 16), exif),
        };
        Random random = new Random(42);
        for (int i = 0; i < 60_000; i++) {
            byte[] hostile = mutated(images[i % images.length], random);
            try {
                ImageHeader header = inspector.inspect(hostile);
                assertTrue(header.width() > 0 && header.height() > 0, header.toString());
                assertTrue(header.pixels() <= 1_000_000, header.toString());
                assertTrue(header.orientation() >= 1 && header.orientation() <= 8, header.toString());
            } catch (ImageRefusedException e) {
                assertTrue(e.getMessage().endsWith("."), e.getMessage());
            }
        }
    }

    private static byte[] mutated(byte[] image, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(image.length + 50) : image.length;
        byte[] mutated = Arrays.copyOf(image, length);
        for (int n = random.nextInt(8); n > 0 && mutated.length > 0; n--) {
            // Most of what is read stands in front.
            int reach = random.nextBoolean() ? Math.min(mutated.length, 200) : mutated.length;
            mutated[random.nextInt(reach)] = random.nextBoolean() ? (byte) 0xFF : (byte) random.nextInt(256);
        }
        return mutated;
    }

    private void assertCutOffAnywhere(byte[] image, int signature) {
        assertEquals(30, inspector.inspect(image).width());
        for (int length = signature; length < image.length; length++) {
            ImageRefusedException refusal = refusal(Arrays.copyOf(image, length));
            assertEquals(Reason.TRUNCATED, refusal.reason(), "at " + length + " of " + image.length + " bytes");
        }
    }

    private ImageRefusedException refusal(byte[] file) {
        return assertThrows(ImageRefusedException.class, () -> inspector.inspect(file));
    }

    private static int indexOf(byte[] bytes, byte first, byte second) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == first && bytes[i + 1] == second) {
                return i;
            }
        }
        throw new AssertionError("The bytes are not there");
    }

    private static ImageInspector inspector(long maxBytes, long maxPixels) {
        return new ImageInspector(new ImageLimits() {
            @Override
            public MemorySize maxBytes() {
                return new MemorySize(BigInteger.valueOf(maxBytes));
            }

            @Override
            public long maxPixels() {
                return maxPixels;
            }
        });
    }
}
