package dev.visage.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class NativeProblemIT extends ProblemTest {
}
