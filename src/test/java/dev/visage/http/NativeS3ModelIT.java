package dev.visage.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class NativeS3ModelIT extends S3ModelTest {
}
