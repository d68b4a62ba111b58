package dev.visage.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class StorageStackTest {
    private static final String BUCKET = "AWS::S3::Bucket";
    private final Template template = Synthesis.ofEverything().template("storage");

    @Test
    void everyBucketIsPrivateAndEncrypted() {
        template.allResourcesProperties(BUCKET, Map.of(
                "PublicAccessBlockConfiguration", Map.of(
                        "BlockPublicAcls", true,
                        "BlockPublicPolicy", true,
                        "IgnorePublicAcls", true,
                        "RestrictPublicBuckets", true),
                "OwnershipControls", Map.of("Rules", List.of(Map.of("ObjectOwnership", "BucketOwnerEnforced"))),
                "BucketEncryption", Map.of("ServerSideEncryptionConfiguration", List.of(
                        Map.of("ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256"))))));
    }

    @Test
    void everyBucketRefusesWhatIsNotEncryptedOnTheWay() {
        template.resourceCountIs("AWS::S3::BucketPolicy", 4);
        template.allResourcesProperties("AWS::S3::BucketPolicy", Match.objectLike(Map.of(
                "PolicyDocument", Match.objectLike(Map.of("Statement", Match.arrayWith(List.of(
                        Match.objectLike(Map.of(
                                "Effect", "Deny",
                                "Action", "s3:*",
                                "Principal", Map.of("AWS", "*"),
                                "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")))))))))));
    }

    @Test
    void nothingIsLostWithTheStack() {
        for (String type : List.of(BUCKET, "AWS::S3::BucketPolicy", "AWS::ECR::Repository")) {
            template.allResources(type, Match.objectLike(Map.of(
                    "DeletionPolicy", "Retain", "UpdateReplacePolicy", "Retain")));
        }
    }

    @Test
    void modelsDataAndResultsAreVersionedAndTheirAccessIsLogged() {
        template.resourcePropertiesCountIs(BUCKET, Match.objectLike(Map.of(
                "VersioningConfiguration", Map.of("Status", "Enabled"),
                "LoggingConfiguration", Match.objectLike(Map.of("LogFilePrefix", Match.anyValue())))), 3);
    }

    @Test
    void oldVersionsAndBrokenUploadsGoAfterAWhile() {
        template.resourcePropertiesCountIs(BUCKET, Match.objectLike(Map.of(
                "LifecycleConfiguration", Map.of("Rules", List.of(Map.of(
                        "Status", "Enabled",
                        "NoncurrentVersionExpiration", Map.of("NoncurrentDays", 90),
                        "ExpiredObjectDeleteMarker", true,
                        "AbortIncompleteMultipartUpload", Map.of("DaysAfterInitiation", 7)))))), 3);
    }

    @Test
    void accessLogsAreWrittenByNobodyElse() {
        List<JsonNode> policies = Synthesis.ofEverything().resources("storage", "AWS::S3::BucketPolicy");
        List<JsonNode> grants = policies.stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.get("Effect").asText().equals("Allow"))
                .toList();

        assertEquals(3, grants.size());
        for (JsonNode grant : grants) {
            assertEquals("logging.s3.amazonaws.com", grant.at("/Principal/Service").asText());
            assertTrue(grant.at("/Condition/ArnLike").has("aws:SourceArn"), grant::toString);
            assertTrue(grant.at("/Condition/StringEquals").has("aws:SourceAccount"), grant::toString);
        }
    }

    @Test
    void aTagNamesOneImageForGood() {
        template.resourceCountIs("AWS::ECR::Repository", 2);
        template.allResourcesProperties("AWS::ECR::Repository", Match.objectLike(Map.of(
                "ImageTagMutability", "IMMUTABLE",
                "ImageScanningConfiguration", Map.of("ScanOnPush", true))));
    }

    @Test
    void onlyFunctionsOfThisAccountGetTheImages() {
        JsonNode statements = Synthesis.ofEverything().resources("storage", "AWS::ECR::Repository").stream()
                .map(repository -> repository.at("/RepositoryPolicyText/Statement"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow();

        assertEquals(1, statements.size());
        assertEquals("lambda.amazonaws.com", statements.at("/0/Principal/Service").asText());
        assertTrue(statements.at("/0/Condition/ArnLike/aws:SourceArn").toString().contains("AWS::AccountId"));
    }
}
