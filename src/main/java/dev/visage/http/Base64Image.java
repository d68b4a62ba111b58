package dev.visage.http;

import java.util.Base64;
import java.util.regex.Pattern;

/** The image of a JSON request, as people come to write it: plain Base64 of either alphabet, or a data URL. */
final class Base64Image {

    private static final Pattern DATA_URL = Pattern.compile("data:[^,]{0,200};base64,", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n]+");

    private Base64Image() {
    }

    /**
     * Decodes an image.
     *
     * @param text Base64 of the standard or the URL-safe alphabet, padded or not, with line breaks or not, alone or
     *             behind {@code data:<type>;base64,}
     * @return the bytes of the image, whatever they are
     * @throws ProblemException if the text is anything else
     */
    static byte[] decode(String text) {
        String base64 = withoutLineBreaks(withoutDataUrlPrefix(text));
        boolean urlSafe = base64.indexOf('-') >= 0 || base64.indexOf('_') >= 0;
        try {
            return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_BASE64,
                    "The field image must hold the Base64 text of a JPEG or PNG file, of the standard or the URL-safe"
                            + " alphabet, alone or as a data URL (data:image/jpeg;base64,...).");
        }
    }

    private static String withoutDataUrlPrefix(String text) {
        var prefix = DATA_URL.matcher(text);
        return prefix.lookingAt() ? text.substring(prefix.end()) : text;
    }

    private static String withoutLineBreaks(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : LINE_BREAKS.matcher(text).replaceAll("");
    }
}
