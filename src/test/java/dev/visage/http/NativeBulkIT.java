package dev.visage.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class NativeBulkIT extends BulkTest {
}
