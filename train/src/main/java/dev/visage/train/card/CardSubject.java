package dev.visage.train.card;

import dev.visage.train.fit.Provenance;
import java.time.Instant;

/**
 * The model that a card tells of.
 *
 * @param sha256           of graph and weights, in hexadecimal
 * @param bytes            of graph and weights
 * @param parameters       how many weights were fitted
 * @param intervalCoverage the share of true ages that the age's interval is to hold
 */
public record CardSubject(String name, String version, Instant createdAt, String sha256, long bytes, long parameters,
        double intervalCoverage, Provenance training) {
}
