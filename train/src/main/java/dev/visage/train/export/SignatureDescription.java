package dev.visage.train.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;

/** A signature's tensors by name, as the manifest tells them. */
public record SignatureDescription(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {

    /**
     * @param type  as TensorFlow names it, such as {@code float}
     * @param shape -1 where it is open
     */
    public record Tensor(String type, List<Long> shape) {
    }

    static Map<String, SignatureDescription> of(List<Signature> signatures) {
        return signatures.stream().collect(Collectors.toMap(Signature::key,
                signature -> new SignatureDescription(tensors(signature.getInputs()), tensors(signature.getOutputs())),
                (first, second) -> first, TreeMap::new));
    }

    private static Map<String, Tensor> tensors(Map<String, TensorDescription> descriptions) {
        Function<TensorDescription, Tensor> tensor = description -> new Tensor(
                description.dataType.name().replace("DT_", "").toLowerCase(Locale.ROOT),
                Arrays.stream(description.shape.asArray()).boxed().toList());
        return descriptions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> tensor.apply(entry.getValue()), (first, second) -> first, TreeMap::new));
    }
}
