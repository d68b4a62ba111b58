package dev.visage.infra;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The CDK runs in Node.js: where there is none, these tests are skipped, so that the build needs Java only. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
@interface NeedsNode {

    /** Asks for node once, when the first such test is due. */
    final class Condition implements ExecutionCondition {
        private static final boolean FOUND = found();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return FOUND
                    ? ConditionEvaluationResult.enabled("node is on the PATH")
                    : ConditionEvaluationResult.disabled("the CDK needs node on the PATH");
        }

        private static boolean found() {
            try {
                return new ProcessBuilder("node", "--version").start().waitFor() == 0;
            } catch (IOException e) {
                System.err.println("SKIPPED: the tests of the stacks: the CDK needs node on the PATH");
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
